namespace RustImage.Deflate;

/// <summary>The buffers of one unit of work: 1 MiB of input with the window before it, and the compressed output.</summary>
/// <remarks>
/// The size of chunks is visible in the result. Smaller chunks do not use the processor's cache better, and the result is larger
/// (128 KiB: 4 %).
/// </remarks>
internal sealed class Chunk
{
    /// <summary>The most bytes of input.</summary>
    public const int Size = 1 << 20;

    /// <summary>
    /// Where the input begins in <see cref="Input"/>. A parser reads up to 64 KiB before a position before it checks the distance.
    /// </summary>
    public const int Start = 1 << 16;

    public byte[] Input { get; } = GC.AllocateUninitializedArray<byte>(Start + Size + MatchLength.Padding);

    public byte[] Output { get; } = GC.AllocateUninitializedArray<byte>(DeflateEncoder.MaximumLength);

    /// <summary>The size of the window before the input, into which matches may reach, in bytes.</summary>
    public int Window { get; private set; }

    /// <summary>The number of bytes of input so far.</summary>
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

    /// <returns>The number of bytes that fitted.</returns>
    public int Fill(ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(bytes.Length, Size - Length);
        bytes[..count].CopyTo(Input.AsSpan(Start + Length));
        Length += count;
        return count;
    }
}
