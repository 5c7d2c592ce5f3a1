using System.Runtime.InteropServices;

namespace RustImage.Deflate;

/// <summary>
/// Finds the cheapest way through all matches. The costs come from a lazy parse at first, and from the way found before in later passes.
/// </summary>
/// <param name="depth">The number of places to try for each position.</param>
/// <param name="nice">Inside a match of this length, no further matches are searched for.</param>
/// <param name="passes">How many times the way is computed.</param>
internal sealed class OptimalParser(int depth, int nice, int passes) : IParser
{
    private readonly LazyParser _first = new(depth: 32, nice: 64);
    private readonly SequenceStore _firstChoice = new(Chunk.Size);
    private readonly BlockSplitter _splitter = new();
    private readonly HashChains _chains = new();
    private readonly MatchGraph _graph = new(depth);
    private readonly SymbolCosts _costs = new();

    public void Parse(byte[] input, int dictionary, int start, int end, SequenceStore store)
    {
        _first.Parse(input, dictionary, start, end, _firstChoice);
        ref var buffer = ref MemoryMarshal.GetArrayDataReference(input);
        _chains.Clear();
        for (var position = dictionary; position < Math.Min(start, end - HashChains.Hashed); position++)
            _chains.Insert(ref buffer, position);

        store.Begin(start);
        for (var piece = 0; piece < _firstChoice.Pieces;)
        {
            var next = _splitter.Next(_firstChoice, piece);
            _costs.Set(_splitter.Counts);
            var blockEnd = _firstChoice.Start(next);
            for (var position = _firstChoice.Start(piece); position < blockEnd;)
            {
                var segmentEnd = _graph.Fill(input, _chains, dictionary, position, blockEnd, end, nice);
                for (var pass = 1; pass < passes; pass++)
                {
                    _graph.FindWay(_costs);
                    _costs.Set(_graph.CountWay());
                }
                _graph.FindWay(_costs);
                _graph.AddWay(store);
                position = segmentEnd;
            }
            piece = next;
        }
        store.End(ref buffer, end);
    }
}
