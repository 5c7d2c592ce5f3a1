using System.IO.Compression;
using RustImage.Debian.Archives;
using RustImage.Formats.OpenPgp;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Archives;

/// <summary>The test archive of other tests is valid: apt accepts its packages.</summary>
public sealed class TestArchiveTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_packages_of_the_test_archive_are_found_through_its_signed_Release()
    {
        var archive = Made();
        var keyring = Keyring.Read(archive.WriteKeyring(_directory["keyring.gpg"]));
        var release = InRelease.Verify(File.ReadAllBytes(archive.InReleasePath), keyring, "test", DateTimeOffset.UtcNow);
        release.CheckFresh(DateTimeOffset.UtcNow);
        var file = release.FindIndex("main", "amd64")!;
        var bytes = File.ReadAllBytes(Path.Combine(archive.SuiteDirectory, release.UrlPath(file)));
        Assert.Equal((file.Size, file.Digest), (bytes.Length, Digest.OfBytes(bytes)));
        var package = PackageIndex.Read(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress), "test").Find("libtest1")
            .Single();
        Assert.Equal("pool/main/libt/test/libtest1_1.2-1_amd64.deb".Replace("libt/", "t/", StringComparison.Ordinal), package.Path);
        Assert.Equal(package.Digest, Digest.OfFile(Path.Combine(archive.Root, package.Path)));
        Assert.Equal("test", package.Source);
        var contents = release.FindContents("main", "amd64")!;
        using var text = new GZipStream(File.OpenRead(Path.Combine(archive.SuiteDirectory, contents.Path)), CompressionMode.Decompress);
        var entry = Assert.Single(ContentsIndex.Find(text, new HashSet<string>(["libtest.so.1"]), CancellationToken.None));
        Assert.Equal("usr/lib/libtest.so.1", entry.Path);
        Assert.Equal(["libtest1"], entry.Packages);
    }

    [Fact]
    public void Apt_accepts_the_packages_of_the_test_archive()
    {
        var apt = Require.Tool("apt-get", "apt");
        var archive = Made();
        archive.WriteKeyring(_directory["keyring.gpg"]);
        File.WriteAllText(
            _directory["sources.list"], $"deb [signed-by={_directory["keyring.gpg"]} arch=amd64] file:{archive.Root} trixie main\n");
        Directory.CreateDirectory(_directory["state/lists/partial"]);
        Directory.CreateDirectory(_directory["cache/archives/partial"]);
        File.WriteAllText(_directory["status"], "");
        string[] options =
        [
            "-o", $"Dir::Etc::SourceList={_directory["sources.list"]}", "-o", "Dir::Etc::SourceParts=/dev/null", "-o",
            $"Dir::State={_directory["state"]}",
            "-o", $"Dir::Cache={_directory["cache"]}", "-o", $"Dir::State::status={_directory["status"]}", "-o", "APT::Sandbox::User=root",
            "-o", "APT::Architecture=amd64",
        ];
        var updated = Run(apt, [.. options, "update", "--error-on=any"]);
        Assert.True(updated.ExitCode == 0, updated.StandardError);
        var downloaded = Run(apt, [.. options, "download", "libtest1"]);
        Assert.True(downloaded.ExitCode == 0, downloaded.StandardError);
        Assert.True(File.Exists(_directory["libtest1_1.2-1_amd64.deb"]));
        archive.Sign("Codename: trixie\n" + File.ReadAllText(_directory["sources.list"]));
        Assert.NotEqual(0, Run(apt, [.. options, "update", "--error-on=any"]).ExitCode);
    }

    private TestArchive Made()
    {
        var tool = Require.Tool("dpkg-deb", "dpkg");
        Directory.CreateDirectory(_directory["package/DEBIAN"]);
        Directory.CreateDirectory(_directory["package/usr/lib"]);
        File.WriteAllText(_directory["package/usr/lib/libtest.so.1"], "library");
        File.WriteAllText(_directory["package/DEBIAN/control"], """
            Package: libtest1
            Source: test
            Version: 1.2-1
            Architecture: amd64
            Maintainer: A test <test@example.org>
            Section: libs
            Description: A library

            """);
        var built = Run(tool, ["--build", "--root-owner-group", "package", "libtest1_1.2-1_amd64.deb"]);
        Assert.True(built.ExitCode == 0, built.StandardError);
        var archive = new TestArchive(_directory["archive"]) { Extensions = [".gz", ""] };
        archive.Add(_directory["libtest1_1.2-1_amd64.deb"]);
        archive.Write();
        File.Delete(_directory["libtest1_1.2-1_amd64.deb"]);
        return archive;
    }

    private CommandResult Run(string tool, string[] arguments) =>
        ProcessRunner.CaptureAsync(new Command(tool, arguments, _directory.Path)).GetAwaiter().GetResult();
}
