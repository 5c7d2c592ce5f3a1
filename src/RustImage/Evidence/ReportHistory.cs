namespace RustImage.Evidence;

/// <summary>The report of a project's image, and that of the last image before it that was another one.</summary>
public static class ReportHistory
{
    /// <param name="path">Where the report goes.</param>
    /// <param name="previous">Where the file that lay there goes, if it is of another image.</param>
    /// <returns>The digest of the bytes that were written.</returns>
    public static Digest Record(ImageReport report, string path, string previous)
    {
        if (ReportJson.TryRead(path) is { } last && last.Digest != report.Digest)
            File.Move(path, previous, overwrite: true);
        return AtomicFile.WriteHashed(path, s => s.Write(ReportJson.Write(report)));
    }

    /// <returns>The report with its difference to the previous one.</returns>
    /// <exception cref="RustImageException">RIMG0005: the report is damaged.</exception>
    public static ImageReport Read(string path, string previous)
    {
        var report = ReportJson.TryRead(path) ?? throw Messages.DamagedStep(path).ToException();
        return ReportJson.TryRead(previous) is { } earlier ? report with { Difference = ReportDifference.Between(earlier, report) } : report;
    }
}
