namespace RustImage.Deflate;

/// <summary>The buffers of one piece of work: a mebibyte of input with the window before it, and what it is compressed to.</summary>
/// <remarks>The borders of chunks are part of the result. Smaller ones fit caches no better and cost size (128 KiB: 4 %).</remarks>
internal sealed class Chunk
{
    /// <summary>Bytes of input, at most.</summary>
    public const int Size = 1 << 20;

    /// <summary>
    /// Where the input begins in <see cref="Input"/>. A parser reads up to 64 KiB before a position before it checks the distance.
    /// </summary>
    public const int Start = 1 << 16;

    public byte[] Input { get; } = GC.AllocateUninitializedArray<byte>(Start + Size + MatchLength.Padding);

    public byte[] Output { get; } = GC.AllocateUninitializedArray<byte>(DeflateEncoder.MaximumLength);

    /// <summary>Bytes of the window that matches may reach back to; they end where the input begins.</summary>
    public int Window { get; private set; }

    /// <summary>Bytes of input so far.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Content => Input.AsSpan(Start, Length);

    /// <summary>Empties the chunk.</summary>
    /// <param name="before">The full chunk that comes before; null for the first.</param>
    public void Begin(Chunk? before)
    {
        Length = 0;
        Window = before is null ? 0 : DeflateFormat.WindowSize;
        before?.Content[^Window..].CopyTo(Input.AsSpan(Start - Window));
    }

    /// <returns>How many bytes fitted.</returns>
    public int Fill(ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(bytes.Length, Size - Length);
        bytes[..count].CopyTo(Input.AsSpan(Start + Length));
        Length += count;
        return count;
    }
}
