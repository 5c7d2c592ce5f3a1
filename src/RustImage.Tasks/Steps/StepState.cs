using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Reads what an earlier step hands on.</summary>
internal static class StepState
{
    /// <summary>Reads the result of a step from its state.</summary>
    /// <exception cref="RustImageException">RIMG0005: the state is missing or damaged.</exception>
    public static T Read<T>(string path, JsonTypeInfo<T> type) => BuildStep.Read(path).As(type);

    /// <summary>Reads a file that a step has written beside its state. The caller has checked its digest, which is in the state.</summary>
    /// <exception cref="RustImageException">RIMG0005: the file is damaged.</exception>
    public static T ReadOutput<T>(string path, JsonTypeInfo<T> type)
    {
        try
        {
            // As a stream: a list of thousands of files takes megabytes.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return JsonSerializer.Deserialize(file, type) ?? throw Messages.DamagedStep(path).ToException();
        }
        catch (JsonException e)
        {
            throw Messages.DamagedStep(path).ToException(e);
        }
    }
}
