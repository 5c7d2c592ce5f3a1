namespace RustImage.State;

/// <summary>A file as a step read it or wrote it.</summary>
/// <param name="Name">What it is to the user: "the certificate", "the archive".</param>
/// <param name="Path">A full path.</param>
/// <param name="Stamp">Null where it can't be trusted: the content decides.</param>
/// <param name="Digest">Of the bytes that the step read or wrote; null where nothing was there.</param>
/// <param name="Found">Whether the step itself found out that it depends on the file.</param>
internal sealed record FileRecord(string Name, string Path, string? Stamp = null, Digest? Digest = null, bool Found = false)
{
    /// <summary>The file as it is now.</summary>
    /// <param name="earlier">An earlier record of the file: its digest holds as long as its stamp does.</param>
    public static FileRecord Read(string name, string path, IStampReader stamps, FileClock clock, FileRecord? earlier = null)
    {
        var stamp = stamps.Of(path);
        if (earlier?.Stamp is { } known && known == stamp?.ToString())
            return earlier with { Name = name, Found = false };
        var digest = ContentDigest.Of(path);
        return new FileRecord(name, path, stamp is { } now && clock.Trusts(now) ? now.ToString() : null, digest);
    }

    /// <summary>Whether the file is as it was.</summary>
    /// <returns>The record, with today's stamp where only that has changed; null where the content has.</returns>
    public FileRecord? Check(IStampReader stamps, Func<FileClock> clock)
    {
        var stamp = stamps.Of(Path);
        if (Stamp is not null && Stamp == stamp?.ToString())
            return this;
        // A missing file's stamp is known, and no content is like nothing.
        var now = clock();
        if (ContentDigest.Of(Path) != Digest)
            return null;
        return this with { Stamp = stamp is { } later && now.Trusts(later) ? later.ToString() : null };
    }
}
