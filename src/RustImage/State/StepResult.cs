using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RustImage.State;

/// <summary>The result of a step as JSON, which later steps read.</summary>
/// <param name="step">The step's name.</param>
/// <param name="file">The state file that holds the result.</param>
internal sealed class StepResult(string step, string file, ReadOnlyMemory<byte> json)
{
    private Digest? _digest;

    public string Step => step;

    /// <summary>The digest of the JSON. Where a step has the same result again, no later step runs because of it.</summary>
    public Digest Digest => _digest ??= Digest.OfBytes(json.Span);

    internal ReadOnlyMemory<byte> Json => json;

    /// <exception cref="RustImageException">RIMG0005: the result is not of this type, although the checksum is right.</exception>
    public T As<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json.Span, type) ?? throw Messages.DamagedStep(file).ToException();
        }
        catch (JsonException e)
        {
            throw Messages.DamagedStep(file).ToException(e);
        }
    }
}
