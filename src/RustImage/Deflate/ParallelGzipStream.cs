using System.Buffers.Binary;
using RustImage.Formats.Checksums;

namespace RustImage.Deflate;

/// <summary>Compresses written bytes to one gzip member (RFC 1952), with several chunks in parallel.</summary>
/// <remarks>
/// The result depends only on the bytes, not on the sizes of writes, the number of threads or the processor. The header has no name and no
/// time. <see cref="Complete"/> must be called to end the member. Otherwise disposing the stream leaves an incomplete one. The stream must
/// not be used by several threads at once.
/// </remarks>
/// <param name="output">Receives the compressed bytes; stays open.</param>
/// <param name="cancellation">Stops the work between two chunks.</param>
internal sealed class ParallelGzipStream(Stream output, DeflateWorkers workers, CancellationToken cancellation = default) : Stream
{
    private readonly Queue<ChunkJob> _jobs = new();
    private Chunk? _chunk;
    private ulong _crc;
    private uint _length;
    private bool _begun;
    private bool _ended;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_ended;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        _chunk ??= FirstChunk();
        while (!buffer.IsEmpty)
        {
            // A full chunk waits for the next byte, since only that shows that it is not the last chunk.
            if (_chunk.Length == Chunk.Size)
                _chunk = Submit(_chunk);
            buffer = buffer[_chunk.Fill(buffer)..];
        }
    }

    /// <summary>Writes the rest, then the checksum and the length of the input.</summary>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        var last = _chunk ?? FirstChunk();
        _chunk = null;
        Start(last, final: true);
        while (_jobs.Count > 0)
            Finish(_jobs.Peek());
        _ended = true;
        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, (uint)_crc);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _length);
        output.Write(trailer);
    }

    /// <summary>Does nothing. A block border here would make the result depend on the caller.</summary>
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _ended = true;
        foreach (var job in _jobs)
        {
            job.Abandon();
            Return(job);
        }
        _jobs.Clear();
        if (_chunk is not null)
            workers.Return(_chunk);
        _chunk = null;
        base.Dispose(disposing);
    }

    private Chunk FirstChunk()
    {
        var chunk = workers.RentChunk();
        chunk.Begin(null);
        return chunk;
    }

    /// <returns>The chunk that comes after a full one.</returns>
    private Chunk Submit(Chunk full)
    {
        var next = workers.RentChunk();
        next.Begin(full);
        Start(full, final: false);
        return next;
    }

    private void Start(Chunk chunk, bool final)
    {
        _crc = Crc.Crc32.Append(_crc, chunk.Content);
        _length += (uint)chunk.Length;
        var counted = false;
        while (_jobs.Count > 0 && !(counted = workers.TryTakeOneMore()))
            Finish(_jobs.Peek());
        var job = new ChunkJob(workers, chunk, final, counted, cancellation);
        _jobs.Enqueue(job);
        if (workers.AreParallel)
            ThreadPool.UnsafeQueueUserWorkItem(job, preferLocal: false);
    }

    private void Finish(ChunkJob job)
    {
        var bytes = job.Result();
        if (!_begun)
            output.Write([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]); // deflate, no flags, no time, an unknown file system
        _begun = true;
        output.Write(bytes);
        _jobs.Dequeue();
        Return(job);
    }

    private void Return(ChunkJob job)
    {
        if (job.Counted)
            workers.GiveBack();
        workers.Return(job.Chunk);
    }
}
