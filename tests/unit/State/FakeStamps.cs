using RustImage.State;

namespace RustImage.UnitTests.State;

/// <summary>The stamps of the system, except for files whose stamp a test has set.</summary>
internal sealed class FakeStamps : IStampReader
{
    private readonly Dictionary<string, FileStamp?> _told = [];

    /// <summary>Makes files look older, in nanoseconds, so that tests need not wait until files are old.</summary>
    public long Age { get; set; }

    public void Set(string path, FileStamp? stamp) => _told[path] = stamp;

    /// <summary>Keeps the current stamp of the file from now on.</summary>
    public void Freeze(string path) => Set(path, Of(path));

    public FileStamp? Of(string path)
    {
        if (_told.TryGetValue(path, out var told))
            return told;
        var stamp = StampReaderFactory.OfThisSystem.Of(path);
        // The clock is read from the stamp of a file with this prefix.
        return stamp is { Kind: not FileKind.Missing } now
            && !Path.GetFileName(path).StartsWith('.') ? now with { Changed = now.Changed - Age } : stamp;
    }
}
