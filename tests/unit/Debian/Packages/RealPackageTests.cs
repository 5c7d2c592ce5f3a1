using RustImage.Debian.Packages;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Packages;

/// <summary>Compares the reading of real packages with dpkg-deb and tar.</summary>
public sealed class RealPackageTests(DownloadedPackages packages) : IClassFixture<DownloadedPackages>
{
    public static TheoryData<string> Names => [.. DownloadedPackages.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_real_package_has_the_files_that_dpkg_unpacks(string name)
    {
        using var directory = new TemporaryDirectory();
        var deb = packages[name];
        var content = await new PackageStore(directory["store"]).OpenAsync(deb, Digest.OfFile(deb));

        Run("dpkg-deb", "-x", deb, directory["dpkg"]);
        Assert.Equal(Expected(directory["dpkg"]), content.Files.Select(Describe));
        Assert.Equal(Run("dpkg-deb", "-f", deb), content.Paragraph);
        foreach (var field in new[] { "Package", "version", "ARCHITECTURE", "Depends", "Description" })
            Assert.Equal(Run("dpkg-deb", "-f", deb, field).TrimEnd('\n'), content.Field(field) ?? "");
        var sums = Run("dpkg-deb", "-I", deb, "md5sums").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(sums.Length, content.Checksums.Count);
        Assert.All(content.Checksums, s => Assert.Equal(s.Value, Md5(content.Files.Single(f => f.Path == s.Key).HostPath!)));
    }

    private static IEnumerable<string> Expected(string root) =>
        Below(new DirectoryInfo(root)).Select(f => Describe(f, "/" + Path.GetRelativePath(root, f.FullName)))
            .Distinct()
            .Order(StringComparer.Ordinal);

    private static IEnumerable<FileSystemInfo> Below(DirectoryInfo directory) =>
        directory.EnumerateFileSystemInfos().SelectMany(f => f is DirectoryInfo { LinkTarget: null } d ? [d, .. Below(d)] : new[] { f });

    private static string Describe(FileSystemInfo file, string path) => file switch
    {
        { LinkTarget: { } target } => $"{ImagePath.Canonical(path)} -> {target}",
        FileInfo f => $"{ImagePath.Canonical(path)} {(int)f.UnixFileMode} {f.Length} {Digest.OfFile(f.FullName)}",
        _ => $"{ImagePath.Canonical(path)} {(int)file.UnixFileMode}",
    };

    private static string Describe(PackageFile file) => file.Kind switch
    {
        PackageFileKind.Link => $"{file.Path} -> {file.Target}",
        PackageFileKind.File => $"{file.Path} {file.Mode} {file.Size} {Digest.OfFile(file.HostPath!)}",
        _ => $"{file.Path} {file.Mode}",
    };

#pragma warning disable CA5351 // dpkg's own checksums are MD5.
    private static string Md5(string path) => Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(File.ReadAllBytes(path)));
#pragma warning restore CA5351

    private static string Run(string tool, params string[] arguments)
    {
        var result = ProcessRunner.CaptureAsync(
            new Command(Require.Tool(tool, "dpkg"), arguments, Path.GetTempPath()) { MostBytes = 1 << 28 }).GetAwaiter().GetResult();
        Assert.True(result.ExitCode == 0, result.StandardError);
        return result.StandardOutput;
    }
}
