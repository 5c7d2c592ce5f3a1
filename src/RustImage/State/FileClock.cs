namespace RustImage.State;

/// <summary>Whether a file system would show it if a file were written again.</summary>
/// <remarks>
/// A file that is written twice within one tick of its file system's clock may keep its stamp. So a stamp counts only where its change
/// time was past by more than any tick when the content was read; git calls the others racily clean. The time is the file system's own,
/// since that of a network drive or of a virtual machine's shared folder may be far from the processor's.
/// </remarks>
/// <param name="Now">When the look at files began, in nanoseconds since 1970; null where the system tells no change times.</param>
internal readonly record struct FileClock(long? Now)
{
    /// <summary>The coarsest tick, that of FAT, in nanoseconds.</summary>
    private const long Tick = 2_000_000_000;

    /// <param name="stateFile">Beside it the clock is read.</param>
    public static FileClock Read(string stateFile, IStampReader stamps)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(stateFile)!);
        var path = AtomicFile.NewTemporary(stateFile);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.DeleteOnClose);
        return new FileClock(stamps.Of(path)?.Changed);
    }

    /// <summary>For a question that is so little worth that no file is written for it.</summary>
    public static FileClock OfThisMachine() => new((DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100);

    /// <summary>Whether an equal stamp will mean an equal content.</summary>
    public bool Trusts(FileStamp stamp) => stamp.LastChange == 0 || (Now is { } now && stamp.LastChange < now - Tick);

    /// <summary>Whether the file has changed since the look began, or may have.</summary>
    public bool IsBefore(FileStamp stamp) => Now is { } now && stamp.LastChange >= now;
}
