using System.Buffers;
using System.Globalization;

namespace RustImage.Testing;

/// <summary>An upload session, and what came of it.</summary>
public sealed class TestUpload
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private int _state;

    public string Id { get; } = Guid.NewGuid().ToString();

    public long Length => _bytes.WrittenCount;

    /// <summary>A chunk was shorter than the least, so it must have been the last.</summary>
    internal bool HasEnded { get; set; }

    /// <summary>One request at a time: who asks how far an upload came waits for the bytes that still arrive.</summary>
    internal SemaphoreSlim Turn { get; } = new(1);

    /// <summary>The query that the last answer gave.</summary>
    internal string State => _state.ToString(CultureInfo.InvariantCulture);

    /// <summary>Docker's registry, too, says 0-0 where nothing came.</summary>
    internal string Range => $"0-{Math.Max(0, Length - 1)}";

    internal void Advance() => _state++;

    internal bool Gave(string state) => int.TryParse(state, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= _state;

    internal void Append(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    internal byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}
