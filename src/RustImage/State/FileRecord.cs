namespace RustImage.State;

/// <summary>A file that a step read or wrote.</summary>
/// <param name="Name">What a user calls it: "the certificate", "the archive".</param>
/// <param name="Path">A full path.</param>
/// <param name="Stamp">Null where an equal stamp would not prove equal content.</param>
/// <param name="Digest">The digest of the bytes that the step read or wrote; null where the file was missing.</param>
/// <param name="Found">Whether the step found the file while it ran; false where the step's key names it.</param>
internal sealed record FileRecord(string Name, string Path, string? Stamp = null, Digest? Digest = null, bool Found = false)
{
    /// <summary>Records the file as it is now.</summary>
    /// <param name="earlier">An earlier record of the file. Its digest is used where the stamp is the same.</param>
    public static FileRecord Read(string name, string path, IStampReader stamps, FileClock clock, FileRecord? earlier = null)
    {
        var stamp = stamps.Of(path);
        if (earlier?.Stamp is { } known && known == stamp?.ToString())
            return earlier with { Name = name, Found = false };
        var digest = ContentDigest.Of(path);
        return new FileRecord(name, path, stamp is { } now && clock.Trusts(now) ? now.ToString() : null, digest);
    }

    /// <summary>Checks whether the file has the content of the record.</summary>
    /// <returns>The record, with a new stamp where only the stamp has changed; null where the content has changed.</returns>
    public FileRecord? Check(IStampReader stamps, Func<FileClock> clock)
    {
        var stamp = stamps.Of(Path);
        if (Stamp is not null && Stamp == stamp?.ToString())
            return this;
        // Also for a missing file: its digest is null, which differs from the digest of any content.
        var now = clock();
        if (ContentDigest.Of(Path) != Digest)
            return null;
        return this with { Stamp = stamp is { } later && now.Trusts(later) ? later.ToString() : null };
    }
}
