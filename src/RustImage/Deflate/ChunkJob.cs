using System.Runtime.ExceptionServices;

namespace RustImage.Deflate;

/// <summary>Compresses one chunk, on the thread that comes first: one of the pool, or the one that needs the result.</summary>
internal sealed class ChunkJob(DeflateWorkers workers, Chunk chunk, bool final, bool counted, CancellationToken cancellation)
    : IThreadPoolWorkItem
{
    private readonly object _lock = new();
    private int _claimed;
    private bool _done;
    private ExceptionDispatchInfo? _failure;
    private int _length;

    public Chunk Chunk => chunk;

    /// <summary>Whether it counts as one of those that all streams share.</summary>
    public bool Counted => counted;

    /// <summary>Called by the thread pool.</summary>
    public void Execute()
    {
        if (Claim())
            Run();
    }

    /// <summary>Waits, or does the work where nobody has begun.</summary>
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

    /// <summary>After this no thread uses the chunk.</summary>
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
