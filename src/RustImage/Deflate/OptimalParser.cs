using System.Runtime.InteropServices;

namespace RustImage.Deflate;

/// <summary>Looks for the cheapest way through all matches, with costs that a lazy parse gives at first and then the way itself.</summary>
/// <param name="depth">Places to try for each position.</param>
/// <param name="nice">A match this long is taken without looking inside it.</param>
/// <param name="passes">How often the way is looked for.</param>
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
