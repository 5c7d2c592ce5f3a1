using System.Buffers.Binary;

namespace RustImage.Deflate;

/// <summary>Writes bits as deflate packs them: from the lowest bit of each byte on (RFC 1951, 3.1.1).</summary>
/// <param name="buffer">Needs <see cref="Padding"/> bytes more than what is written.</param>
internal ref struct BitWriter(Span<byte> buffer)
{
    /// <summary>Whole words are written, of which only some bytes count.</summary>
    public const int Padding = 8;

    /// <summary>Bits that can be written at once beside those of a byte that is not whole.</summary>
    public const int MaximumBits = 56;

    public Span<byte> Buffer { get; } = buffer;

    /// <summary>Whole bytes so far.</summary>
    public int Position { get; set; }

    /// <summary>Bits of the byte that is not whole yet.</summary>
    public ulong PendingBits { get; set; }

    /// <summary>How many, at most 7.</summary>
    public int Pending { get; set; }

    /// <param name="bits">Nothing above <paramref name="count"/>.</param>
    /// <param name="count">At most <see cref="MaximumBits"/>.</param>
    public void Write(ulong bits, int count)
    {
        PendingBits |= bits << Pending;
        Pending += count;
        BinaryPrimitives.WriteUInt64LittleEndian(Buffer[Position..], PendingBits);
        Position += Pending >> 3;
        PendingBits >>= Pending & ~7;
        Pending &= 7;
    }

    /// <param name="code">Code · 256 + length.</param>
    public void WriteCode(uint code) => Write(code >> 8, (int)(code & 0xFF));

    public void Align()
    {
        if (Pending > 0)
            Write(0, 8 - Pending);
    }

    /// <summary>Only where the last byte is whole.</summary>
    public void WriteBytes(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Buffer[Position..]);
        Position += bytes.Length;
    }
}
