namespace RustImage.Testing;

/// <summary>Counts the faults that a <see cref="TestRegistry"/> has made.</summary>
internal sealed class TestFaults(TestRegistryOptions options)
{
    private int _uploads;
    private int _downloads;
    private int _damaged;

    public bool BreaksUpload() => Interlocked.Increment(ref _uploads) <= options.UploadBreaks;

    public bool BreaksDownload() => Interlocked.Increment(ref _downloads) <= options.DownloadBreaks;

    public bool IsDamaged() => options.WrongBytes > 0 && Interlocked.Increment(ref _damaged) <= options.WrongBytes;

    public TestFailure? Failure(TestRegistryRequest request) => options.Failures.FirstOrDefault(f => f.Applies(request));
}
