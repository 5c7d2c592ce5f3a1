using System.Text.Json.Nodes;
using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;

namespace RustImage.FunctionalTests.Packages;

/// <summary>Proves with dpkg-deb that the application is the only part of an image from the build machine.</summary>
internal static class Provenance
{
    public static void AssertFromPackages(TestProject project)
    {
        using var unpacked = new TemporaryDirectory();
        var @lock = ProjectLock.Of(project);
        foreach (var package in @lock.Packages)
            Tool.Capture(Require.Tool("dpkg-deb", "dpkg"), "-x", package.DownloadIn(project.Cache), unpacked[package.Name]);
        // Cached, because every read of an archive unpacks all of it.
        var image = ImageArchive.Read(project.Archive()).Files.Where(f => f.Type == "file")
            .ToDictionary(f => f.Path, StringComparer.Ordinal);
        var files = ClosureFiles(project);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var path = (string)file["path"]!;
            var package = @lock.Find((string)file["package"]!["name"]!);
            Assert.Equal(package.Version, (string)file["package"]!["version"]!);
            if (path == "/etc/ssl/certs/ca-certificates.crt")
                continue; // Made of the package's files, as Debian's own trigger makes it.
            Assert.StartsWith(project.Cache + "/", (string)file["hostPath"]!, StringComparison.Ordinal);
            var original = new[] { path, path["/usr".Length..] }.Select(p => unpacked[package.Name + p]).First(File.Exists);
            Assert.Equal(File.ReadAllBytes(original), image[path].Bytes);
        }
        var paths = files.Select(f => (string)f["path"]!).ToHashSet(StringComparer.Ordinal);
        var foreign = image.Values.Where(f => f.Bytes.AsSpan().StartsWith("\u007fELF"u8) && !paths.Contains(f.Path));
        Assert.StartsWith("/app/", Assert.Single(foreign).Path, StringComparison.Ordinal);
    }

    private static List<JsonNode> ClosureFiles(TestProject project) =>
        [.. StepStates.ResultOf(project, "closure.json")["files"]!.AsArray().Select(f => f!)];
}
