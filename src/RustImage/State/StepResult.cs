using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RustImage.State;

/// <summary>What a step found out, as later steps read it: JSON.</summary>
/// <param name="step">The step's name.</param>
/// <param name="file">Where it is kept.</param>
public sealed class StepResult(string step, string file, ReadOnlyMemory<byte> json)
{
    private Digest? _digest;

    public string Step => step;

    /// <summary>Of the JSON: a step whose result is the same again causes no other to run.</summary>
    public Digest Digest => _digest ??= Digest.OfBytes(json.Span);

    internal ReadOnlyMemory<byte> Json => json;

    /// <exception cref="RustImageException">RIMG0005: it is none of this type, for all that its checksum is right.</exception>
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
