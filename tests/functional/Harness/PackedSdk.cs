namespace RustImage.FunctionalTests.Harness;

/// <summary>
/// The packed SDK. <c>eng/test.sh</c> packs it before the tests. A plain <c>dotnet test</c> packs it here if it is outdated.
/// </summary>
internal static class PackedSdk
{
    private static readonly Lazy<string> Packed = new(PackIfStale);

    /// <summary>The local feed that holds it.</summary>
    public static string Feed => Packed.Value;

    private static string PackIfStale()
    {
        var feed = Path.Combine(RepositoryPaths.Root, "artifacts", "packages");
        var package = new FileInfo(Path.Combine(feed, "RustImage.Sdk.0.1.0.nupkg"));
        if (!package.Exists || Sources().Any(file => file.LastWriteTimeUtc > package.LastWriteTimeUtc))
            Pack();
        return feed;
    }

    private static void Pack()
    {
        var script = OperatingSystem.IsWindows() ? "pack.cmd" : "pack.sh";
        var result = ProcessRunner.CaptureAsync(new Command(
            Path.Combine(RepositoryPaths.Root, "eng", script), [], RepositoryPaths.Root, BuildEnvironment.Clean())
        { MostBytes = 1 << 28 }).GetAwaiter().GetResult();
        Assert.True(result.ExitCode == 0, $"eng/{script} ended with {result.ExitCode}:\n{result.StandardOutput}{result.StandardError}");
    }

    private static IEnumerable<FileInfo> Sources() =>
        from top in new[] { "src", "build" }
        let directory = new DirectoryInfo(Path.Combine(RepositoryPaths.Root, top))
        where directory.Exists
        from file in directory.EnumerateFiles("*", SearchOption.AllDirectories)
        let parts = Path.GetRelativePath(directory.FullName, file.FullName).Split(Path.DirectorySeparatorChar)
        where !parts.Contains("bin") && !parts.Contains("obj")
        select file;
}
