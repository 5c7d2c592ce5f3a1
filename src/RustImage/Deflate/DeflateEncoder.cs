namespace RustImage.Deflate;

/// <summary>Compresses one chunk at a time. It is reused, since its tables are large.</summary>
internal sealed class DeflateEncoder(IParser parser)
{
    private readonly SequenceStore _store = new(Chunk.Size);
    private readonly BlockSplitter _splitter = new();
    private readonly BlockWriter _writer = new();

    /// <summary>The largest output of a chunk, in bytes, with its end and the padding of <see cref="BitWriter"/>.</summary>
    public static int MaximumLength { get; } =
        BlockWriter.MaximumLength(Chunk.Size, (Chunk.Size / SequenceStore.PieceSize) + 2) + BitWriter.Padding;

    /// <summary>
    /// Compresses one chunk to whole bytes. All but the final chunk end with an empty stored block (zlib's Z_SYNC_FLUSH).
    /// </summary>
    /// <param name="output">Must have at least <see cref="MaximumLength"/> bytes.</param>
    /// <inheritdoc cref="IParser.Parse" path="/param"/>
    /// <returns>The number of bytes written.</returns>
    public int Encode(byte[] input, int dictionary, int start, int end, bool final, byte[] output)
    {
        parser.Parse(input, dictionary, start, end, _store);
        var bits = new BitWriter(output);
        for (var piece = 0; piece < _store.Pieces;)
        {
            var next = _splitter.Next(_store, piece);
            var bytes = input.AsSpan(_store.Start(piece).._store.Start(next));
            _writer.Write(ref bits, bytes, _store.Sequences(piece, next), _splitter.Counts, final && next == _store.Pieces);
            piece = next;
        }
        if (!final)
            BlockWriter.WriteStored(ref bits, [], final: false);
        else if (_store.Pieces == 0)
            BlockWriter.WriteStored(ref bits, [], final: true);
        bits.Align();
        return bits.Position;
    }
}
