using System.Collections.Concurrent;

namespace RustImage.Deflate;

/// <summary>Shared by all streams of a build: limits how many chunks are compressed at once, and keeps the buffers for reuse.</summary>
/// <remarks>
/// All streams together hold as many chunks as there are cores and a few more, each of some 2 MB; an encoder has some 3 MB.
/// A stream always has a chunk of its own, and compresses it itself where no thread of the pool is free, so none waits for another.
/// </remarks>
internal sealed class DeflateWorkers
{
    private readonly Func<IParser> _parser;
    private readonly ConcurrentBag<DeflateEncoder> _encoders = [];
    private readonly ConcurrentBag<Chunk> _chunks = [];
    private int _free;

    /// <param name="parallelism">The number of threads, at least 1. Null: the number of cores. The result does not depend on it.</param>
    public DeflateWorkers(DeflateLevel level, int? parallelism = null)
        : this(() => DeflateParsers.Create(level), parallelism ?? Environment.ProcessorCount)
    {
    }

    internal DeflateWorkers(Func<IParser> parser, int parallelism)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        _parser = parser;
        AreParallel = parallelism > 1;
        // Two wait while the others are compressed.
        _free = AreParallel ? parallelism + 1 : 0;
    }

    /// <summary>Whether there are several threads. Otherwise each stream compresses its chunks itself.</summary>
    internal bool AreParallel { get; }

    /// <summary>The number of chunks that are left, beyond the one that each stream always has.</summary>
    internal int Free => Volatile.Read(ref _free);

    /// <summary>Takes one of the shared chunks, so that a stream has one more than its own.</summary>
    /// <returns>False where none is left.</returns>
    internal bool TryTakeOneMore()
    {
        if (Interlocked.Decrement(ref _free) >= 0)
            return true;
        Interlocked.Increment(ref _free);
        return false;
    }

    internal void GiveBack() => Interlocked.Increment(ref _free);

    internal Chunk RentChunk() => _chunks.TryTake(out var chunk) ? chunk : new Chunk();

    internal void Return(Chunk chunk) => _chunks.Add(chunk);

    /// <returns>The length of the chunk's output, in bytes.</returns>
    internal int Encode(Chunk chunk, bool final)
    {
        if (!_encoders.TryTake(out var encoder))
            encoder = new DeflateEncoder(_parser());
        try
        {
            return encoder.Encode(chunk.Input, Chunk.Start - chunk.Window, Chunk.Start, Chunk.Start + chunk.Length, final, chunk.Output);
        }
        finally
        {
            _encoders.Add(encoder);
        }
    }
}
