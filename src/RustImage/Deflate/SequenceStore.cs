using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RustImage.Deflate;

/// <summary>The sequences that a parser made of one chunk, and how often each symbol occurs in each piece of it.</summary>
/// <remarks>A piece ends after 8 KiB or a little more. The splitter later joins neighbouring pieces into blocks.</remarks>
internal sealed class SequenceStore
{
    public const int PieceSize = 1 << 13;

    private readonly Sequence[] _sequences;
    private readonly int[] _counts;
    private readonly Piece[] _pieces;
    private int _position;
    private int _count;

    /// <param name="capacity">The most bytes of input.</param>
    public SequenceStore(int capacity)
    {
        var pieces = (capacity / PieceSize) + 1;
        _pieces = new Piece[pieces + 1];
        _counts = new int[pieces * SymbolCounts.Size];
        // A piece may end with a sequence without a match.
        _sequences = new Sequence[(capacity / DeflateFormat.MinimumMatch) + (2 * pieces)];
    }

    public int Pieces { get; private set; }

    /// <summary>The position from which on the current piece should end.</summary>
    public int PieceEnd { get; private set; }

    public ReadOnlySpan<Sequence> Sequences(int firstPiece, int endPiece) =>
        _sequences.AsSpan(_pieces[firstPiece].FirstSequence.._pieces[endPiece].FirstSequence);

    /// <summary>Gets the position of a piece's first byte in the buffer.</summary>
    public int Start(int piece) => _pieces[piece].Start;

    public Span<int> Counts(int piece) => _counts.AsSpan(piece * SymbolCounts.Size, SymbolCounts.Size);

    /// <param name="start">The position of the chunk's first byte in the buffer.</param>
    public void Begin(int start)
    {
        Pieces = 0;
        _count = 0;
        _position = start;
        BeginPiece();
    }

    /// <summary>Adds the literals since the last match, and a match.</summary>
    /// <param name="buffer">The first byte of the buffer.</param>
    /// <param name="position">The position of the match in the buffer.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref byte buffer, int position, int length, int distance)
    {
        ref var counts = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_counts), Pieces * SymbolCounts.Size);
        for (var i = _position; i < position; i++)
            Unsafe.Add(ref counts, Unsafe.Add(ref buffer, i))++;
        var slot = DeflateFormat.DistanceSlot(distance);
        Unsafe.Add(ref counts, DeflateFormat.FirstLengthSymbol + DeflateFormat.LengthSlots[length])++;
        Unsafe.Add(ref counts, SymbolCounts.Distances + slot)++;
        _sequences[_count++] = new Sequence(position - _position, length, distance, slot);
        _position = position + length;
    }

    /// <summary>Ends the piece, whose remaining bytes are literals, and begins the next.</summary>
    /// <param name="position">The position of the first byte behind the piece.</param>
    public void EndPiece(ref byte buffer, int position)
    {
        if (position > _position)
        {
            var counts = Counts(Pieces);
            for (var i = _position; i < position; i++)
                counts[Unsafe.Add(ref buffer, i)]++;
            _sequences[_count++] = new Sequence(position - _position, 0, 0, 0);
            _position = position;
        }
        Pieces++;
        BeginPiece();
    }

    /// <summary>Ends the last piece, unless it is empty.</summary>
    public void End(ref byte buffer, int position)
    {
        if (position > _pieces[Pieces].Start)
            EndPiece(ref buffer, position);
    }

    private void BeginPiece()
    {
        _pieces[Pieces] = new Piece(_position, _count);
        PieceEnd = _position + PieceSize;
        if ((Pieces + 1) * SymbolCounts.Size <= _counts.Length)
            Counts(Pieces).Clear();
    }

    private readonly record struct Piece(int Start, int FirstSequence);
}
