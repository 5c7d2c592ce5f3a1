using RustImage.Deflate;

namespace RustImage.UnitTests.Deflate;

/// <summary>Errors, cancellation and early disposal of the stream.</summary>
public sealed class ParallelGzipStreamStateTests
{
    private static readonly byte[] Input = DeflateInputs.Text(6 * Chunk.Size, 30);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void An_exception_of_a_worker_reaches_the_writer(int parallelism)
    {
        using var gzip = new ParallelGzipStream(Stream.Null, new DeflateWorkers(() => new FailingParser(), parallelism));
        var failure = Assert.Throws<InvalidOperationException>(() =>
        {
            gzip.Write(Input);
            gzip.Complete();
        });
        Assert.Equal("no parser", failure.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void A_failing_output_ends_the_work(int parallelism)
    {
        using var closed = new MemoryStream();
        closed.Dispose();
        using var gzip = new ParallelGzipStream(closed, new DeflateWorkers(DeflateLevel.Fast, parallelism));
        Assert.Throws<ObjectDisposedException>(() =>
        {
            gzip.Write(Input);
            gzip.Complete();
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public async Task A_cancellation_ends_the_work_at_the_next_chunk(int parallelism)
    {
        using var cancellation = new CancellationTokenSource();
        using var output = new MemoryStream();
        using var gzip = new ParallelGzipStream(output, new DeflateWorkers(DeflateLevel.Fast, parallelism), cancellation.Token);
        gzip.Write(Input.AsSpan(0, Chunk.Size));
        await cancellation.CancelAsync();
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            gzip.Write(Input);
            gzip.Complete();
        });
        Assert.Equal(0, output.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Early_disposal_leaves_no_work_running(int parallelism)
    {
        var counting = new SlowParser();
        var workers = new DeflateWorkers(() => counting, parallelism);
        using (var gzip = new ParallelGzipStream(Stream.Null, workers))
            gzip.Write(Input);
        var begun = counting.Begun;
        Assert.Equal(begun, counting.Ended);
        Thread.Sleep(50); // a job that was left behind would begin by now
        Assert.Equal(begun, counting.Begun);
    }

    [Fact]
    public void Early_disposal_frees_the_workers_for_the_next_stream()
    {
        var workers = new DeflateWorkers(DeflateLevel.Fast, 4);
        var expected = Gunzip.Compress(Input, DeflateLevel.Fast);
        for (var i = 0; i < 20; i++)
        {
            using var gzip = new ParallelGzipStream(Stream.Null, workers);
            gzip.Write(Input.AsSpan(0, i * Chunk.Size / 4));
        }
        Assert.Equal(5, workers.Free);
        Assert.Equal(expected, Gunzip.Compress(Input, workers));
        Assert.Equal(5, workers.Free);
    }

    [Fact]
    public void Nothing_can_be_written_after_the_end()
    {
        using var gzip = new ParallelGzipStream(Stream.Null, new DeflateWorkers(DeflateLevel.Fast, 1));
        gzip.Complete();
        Assert.Throws<ObjectDisposedException>(() => gzip.Write([1]));
        Assert.Throws<ObjectDisposedException>(gzip.Complete);
    }

    [Fact]
    public void The_output_stream_stays_open()
    {
        using var output = new MemoryStream();
        new ParallelGzipStream(output, new DeflateWorkers(DeflateLevel.Fast, 1)).Dispose();
        output.WriteByte(1);
    }

    private sealed class FailingParser : IParser
    {
        public void Parse(byte[] input, int dictionary, int start, int end, SequenceStore store) =>
            throw new InvalidOperationException("no parser");
    }

    /// <summary>A slow parser that finds no match.</summary>
    private sealed class SlowParser : IParser
    {
        private int _begun;
        private int _ended;

        public int Begun => Volatile.Read(ref _begun);

        public int Ended => Volatile.Read(ref _ended);

        public void Parse(byte[] input, int dictionary, int start, int end, SequenceStore store)
        {
            Interlocked.Increment(ref _begun);
            Thread.Sleep(5);
            store.Begin(start);
            Interlocked.Increment(ref _ended);
        }
    }
}
