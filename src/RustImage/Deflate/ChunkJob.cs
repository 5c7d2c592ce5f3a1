using System.Runtime.ExceptionServices;

namespace RustImage.Deflate;

/// <summary>Compresses one chunk on the first free thread: a thread of the pool, or the one that needs the result.</summary>
internal sealed class ChunkJob(DeflateWorkers workers, Chunk chunk, bool final, bool counted, CancellationToken cancellation)
    : IThreadPoolWorkItem
{
    private readonly object _lock = new();
    private int _claimed;
    private bool _done;
    private ExceptionDispatchInfo? _failure;
    private int _length;

    public Chunk Chunk => chunk;

    /// <summary>Whether its chunk is one of those that all streams share (<see cref="DeflateWorkers.TryTakeOneMore"/>).</summary>
    public bool Counted => counted;

    /// <summary>Called by the thread pool.</summary>
    public void Execute()
    {
        if (Claim())
            Run();
    }

    /// <summary>Waits for the result, or compresses the chunk where no thread has started.</summary>
    /// <returns>The compressed bytes, in the chunk.</returns>
    public ReadOnlySpan<byte> Result()
    {
        if (Claim())
            Run();
        else
            Wait();
        _failure?.Throw();
        return chunk.Output.AsSpan(0, _length);
    }

    /// <summary>Gives up the result. Afterwards no thread uses the chunk.</summary>
    public void Abandon()
    {
        if (!Claim())
            Wait();
    }

    private bool Claim() => Interlocked.Exchange(ref _claimed, 1) == 0;

    private void Wait()
    {
        lock (_lock)
        {
            while (!_done)
                Monitor.Wait(_lock);
        }
    }

    private void Run()
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            _length = workers.Encode(chunk, final);
        }
#pragma warning disable CA1031 // Who waits for the result gets it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }
        lock (_lock)
        {
            _done = true;
            Monitor.PulseAll(_lock);
        }
    }
}
