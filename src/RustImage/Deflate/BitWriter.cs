using System.Buffers.Binary;

namespace RustImage.Deflate;

/// <summary>Writes bits in the order of deflate: each byte is filled from its lowest bit (RFC 1951, 3.1.1).</summary>
/// <param name="buffer">Must have <see cref="Padding"/> bytes more than are written.</param>
internal ref struct BitWriter(Span<byte> buffer)
{
    /// <summary>The bytes behind the end that may be overwritten, since whole words are stored.</summary>
    public const int Padding = 8;

    /// <summary>The most bits of one write. They must fit into a word together with up to seven pending bits.</summary>
    public const int MaximumBits = 56;

    public Span<byte> Buffer { get; } = buffer;

    /// <summary>The number of complete bytes written so far.</summary>
    public int Position { get; set; }

    /// <summary>The bits of the byte that is not complete yet.</summary>
    public ulong PendingBits { get; set; }

    /// <summary>The number of pending bits, at most 7.</summary>
    public int Pending { get; set; }

    /// <param name="bits">The bits to write. All bits above <paramref name="count"/> are 0.</param>
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

    /// <param name="code">A code and its length: code · 256 + length.</param>
    public void WriteCode(uint code) => Write(code >> 8, (int)(code & 0xFF));

    public void Align()
    {
        if (Pending > 0)
            Write(0, 8 - Pending);
    }

    /// <summary>Writes whole bytes. Must be called only where no bits are pending.</summary>
    public void WriteBytes(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Buffer[Position..]);
        Position += bytes.Length;
    }
}
