namespace RustImage.Evidence;

/// <summary>Keeps the report of a project's image, and that of its last other image.</summary>
internal static class ReportHistory
{
    /// <param name="path">The file that the report is written to.</param>
    /// <param name="previous">The file that an existing report of another image is moved to.</param>
    /// <returns>The digest of the file that was written.</returns>
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
        return ReportJson.TryRead(previous) is { } earlier
            ? report with { Difference = ReportDifference.Between(earlier, report) } : report;
    }
}
