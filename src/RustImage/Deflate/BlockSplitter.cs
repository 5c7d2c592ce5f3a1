namespace RustImage.Deflate;

/// <summary>Joins neighbouring pieces into blocks. Similar pieces share a code, which saves a header.</summary>
internal sealed class BlockSplitter
{
    private readonly int[] _block = new int[SymbolCounts.Size];
    private readonly int[] _joined = new int[SymbolCounts.Size];

    /// <summary>How often each symbol occurs in the block that <see cref="Next"/> found.</summary>
    public Span<int> Counts => _block;

    /// <returns>The index of the first piece behind the block that starts with the piece <paramref name="first"/>.</returns>
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
