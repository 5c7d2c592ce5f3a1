using RustImage.State;

namespace RustImage.UnitTests.State;

/// <summary>The system's stamps, but for the files that a test says otherwise of.</summary>
internal sealed class FakeStamps : IStampReader
{
    private readonly Dictionary<string, FileStamp?> _told = [];

    /// <summary>By how much files seem older than they are, in nanoseconds: tests don't wait until what they wrote is old.</summary>
    public long Age { get; set; }

    public void Set(string path, FileStamp? stamp) => _told[path] = stamp;

    /// <summary>From now on the file has the stamp that it has now.</summary>
    public void Freeze(string path) => Set(path, Of(path));

    public FileStamp? Of(string path)
    {
        if (_told.TryGetValue(path, out var told))
            return told;
        var stamp = StampReaderFactory.OfThisSystem.Of(path);
        // The clock is read off a file whose name begins so.
        return stamp is { Kind: not FileKind.Missing } now && !Path.GetFileName(path).StartsWith('.') ? now with { Changed = now.Changed - Age } : stamp;
    }
}
