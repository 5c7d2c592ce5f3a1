namespace RustImage.Formats.Xz;

/// <summary>Restores bytes that were stored as differences to an earlier byte (xz-file-format, 5.3.3).</summary>
/// <param name="distance">The distance to the earlier byte, in bytes: 1 to 256.</param>
internal sealed class DeltaFilter(int distance) : Filter
{
    private readonly byte[] _history = new byte[256];
    private byte _position;

    public override int Decode(Span<byte> bytes)
    {
        foreach (ref var b in bytes)
        {
            b += _history[(byte)(_position - distance)];
            _history[_position++] = b;
        }
        return bytes.Length;
    }
}
