namespace RustImage.State;

/// <summary>Tells whether a later change of a file would change its stamp.</summary>
/// <remarks>
/// A file that is written twice within one tick of the file system's clock may keep its stamp. So a stamp counts only where its change
/// time was more than a tick ago when the content was read. (Git calls younger ones racily clean.) The time is taken from the file
/// system, since the clock of a network drive or of a virtual machine's shared folder may differ from this machine's.
/// </remarks>
/// <param name="Now">
/// The time before files are examined, in nanoseconds since 1970; null where the system does not tell change times.
/// </param>
internal readonly record struct FileClock(long? Now)
{
    /// <summary>The coarsest tick of a file system (FAT), in nanoseconds.</summary>
    private const long Tick = 2_000_000_000;

    /// <summary>Reads the time of a file system, by creating a file beside the state.</summary>
    /// <param name="stateFile">A full path. Its directory is created.</param>
    public static FileClock Read(string stateFile, IStampReader stamps)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(stateFile)!);
        var path = AtomicFile.NewTemporary(stateFile);
        using var file = new FileStream(
            path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.DeleteOnClose);
        return new FileClock(stamps.Of(path)?.Changed);
    }

    /// <summary>The time of this machine, for a check that is not worth creating a file.</summary>
    public static FileClock OfThisMachine() => new((DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100);

    /// <summary>Whether the same stamp will mean the same content in a later build.</summary>
    public bool Trusts(FileStamp stamp) => stamp.LastChange == 0 || (Now is { } now && stamp.LastChange < now - Tick);

    /// <summary>Whether the file has changed since <see cref="Now"/>.</summary>
    public bool IsBefore(FileStamp stamp) => Now is { } now && stamp.LastChange >= now;
}
