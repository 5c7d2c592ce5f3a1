using System.Buffers;
using System.Globalization;

namespace RustImage.Testing;

/// <summary>An upload session and its received bytes.</summary>
public sealed class TestUpload
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private int _state;

    public string Id { get; } = Guid.NewGuid().ToString();

    public long Length => _bytes.WrittenCount;

    /// <summary>Whether a chunk was shorter than the minimum, so it must be the last.</summary>
    internal bool HasEnded { get; set; }

    /// <summary>Admits one request at a time: a question for the state of an upload waits for bytes that still arrive.</summary>
    internal SemaphoreSlim Turn { get; } = new(1);

    /// <summary>The query of the last answer.</summary>
    internal string State => _state.ToString(CultureInfo.InvariantCulture);

    /// <summary>Docker's registry also sends 0-0 for an empty upload.</summary>
    internal string Range => $"0-{Math.Max(0, Length - 1)}";

    internal void Advance() => _state++;

    internal bool HasIssued(string state) => int.TryParse(state, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= _state;

    internal void Append(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    internal byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}
