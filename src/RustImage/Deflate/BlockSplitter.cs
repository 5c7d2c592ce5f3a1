namespace RustImage.Deflate;

/// <summary>Joins pieces to blocks: neighbours that are alike share a code and save a header.</summary>
internal sealed class BlockSplitter
{
    private readonly int[] _block = new int[SymbolCounts.Size];
    private readonly int[] _joined = new int[SymbolCounts.Size];

    /// <summary>Symbols of the block that <see cref="Next"/> found.</summary>
    public Span<int> Counts => _block;

    /// <returns>The piece after the last of the block that begins with <paramref name="first"/>.</returns>
    public int Next(SequenceStore store, int first)
    {
        store.Counts(first).CopyTo(_block);
        var cost = EntropyCost.Of(_block);
        var next = first + 1;
        for (; next < store.Pieces; next++)
        {
            var piece = store.Counts(next);
            SymbolCounts.Sum(_block, piece, _joined);
            var joined = EntropyCost.Of(_joined);
            if (joined > cost + EntropyCost.Of(piece))
                break;
            _joined.CopyTo(_block, 0);
            cost = joined;
        }
        return next;
    }
}
