using System.Security.Cryptography;
using System.Text;
using RustImage.FunctionalTests.Images;
using RustImage.FunctionalTests.Packages;

namespace RustImage.FunctionalTests.Tests;

/// <summary>The parts of a Debian package in an image: the needed files, and the records for scanners.</summary>
public sealed class DebianPackageTests(LockedHello hello)
{
    [Fact]
    public void The_requested_files_of_a_package_are_in_their_own_layer()
    {
        var zone = hello.Image.Find("/usr/share/zoneinfo/Europe/Berlin");

        Assert.Equal(("file", "644", 0, 0), (zone.Type, Convert.ToString(zone.Mode, 8), zone.Uid, zone.Gid));
        Assert.Equal("TZif"u8, zone.Bytes.AsSpan(0, 4));
        var layer = ReportCheck.ReportOf(hello.Project).Layers.Single(l => l.Digest == zone.Layer);
        Assert.Equal(["tzdata"], RecordsOf(layer));
        Assert.DoesNotContain(hello.Image.Files, f => f.Path.StartsWith("/usr/share/zoneinfo/America", StringComparison.Ordinal));
        ReportCheck.AssertComplete(hello.Project);
    }

    [Fact]
    public void A_scanner_finds_the_distribution_of_the_packages()
    {
        var release = Text("/usr/lib/os-release");

        Assert.Contains("\nID=debian\n", release, StringComparison.Ordinal);
        Assert.Contains($"VERSION_CODENAME={ProjectLock.Of(hello.Project).Suite}\n", release, StringComparison.Ordinal);
        Assert.Equal("../usr/lib/os-release", hello.Image.Find("/etc/os-release").Target);
        Assert.Matches(@"^\d+\.\d+\n$", Text("/etc/debian_version"));
    }

    [Fact]
    public void A_scanner_finds_each_package_with_version_and_licence_in_the_layer_of_its_files()
    {
        var packages = ProjectLock.Of(hello.Project);
        var records =
            hello.Image.Files.Where(f => f.Type == "file" && f.Path.StartsWith("/var/lib/dpkg/status.d/", StringComparison.Ordinal)
            && !f.Path.EndsWith(".md5sums", StringComparison.Ordinal)).ToList();

        Assert.Equal(["base-files", "ca-certificates", "libc6", "libgcc-s1", "tzdata"],
            records.Select(r => Path.GetFileName(r.Path)).Order(StringComparer.Ordinal));
        foreach (var record in records)
        {
            var package = packages.Find(Path.GetFileName(record.Path));
            var paragraph = Encoding.UTF8.GetString(record.Bytes);
            Assert.StartsWith($"Package: {package.Name}\n", paragraph, StringComparison.Ordinal);
            Assert.Contains($"\nVersion: {package.Version}\n", paragraph, StringComparison.Ordinal);
            // The copyright file of libgcc-s1 is a link into a package without other files in the image.
            var licence = hello.Image.Find($"/usr/share/doc/{package.Name}/copyright");
            Assert.Equal(("file", record.Layer), (licence.Type, licence.Layer));
            Assert.Contains("opyright", Encoding.UTF8.GetString(licence.Bytes), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_checksums_of_a_package_cover_exactly_the_files_in_the_image()
    {
        foreach (var list in hello.Image.Files.Where(f => f.Path.EndsWith(".md5sums", StringComparison.Ordinal)))
        {
            foreach (var line in Encoding.UTF8.GetString(list.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var file = hello.Image.Find($"/{line[34..]}");
                Assert.Equal(file.Layer, list.Layer);
#pragma warning disable CA5351 // dpkg's lists are MD5 sums.
                Assert.Equal(line[..32], Convert.ToHexStringLower(MD5.HashData(file.Bytes)));
#pragma warning restore CA5351
            }
        }
        Assert.Contains("usr/lib/x86_64-linux-gnu/libc.so.6\n", Text("/var/lib/dpkg/status.d/libc6.md5sums"), StringComparison.Ordinal);
        Assert.Contains("usr/share/zoneinfo/Europe/Berlin\n", Text("/var/lib/dpkg/status.d/tzdata.md5sums"), StringComparison.Ordinal);
    }

    [Fact]
    public void Certificates_are_at_the_paths_that_programs_use()
    {
        var bundle = Text("/etc/ssl/certs/ca-certificates.crt");

        Assert.InRange(bundle.Split("-----BEGIN CERTIFICATE-----").Length - 1, 100, 300);
        Assert.Equal("/etc/ssl/certs/ca-certificates.crt", hello.Image.Find("/usr/lib/ssl/cert.pem").Target);
        Assert.Contains(
            "SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt", hello.Image.RunConfig["Env"]!.AsArray().Select(e => (string?)e));
    }

    private string Text(string path) => Encoding.UTF8.GetString(hello.Image.Find(path).Bytes);

    private static IEnumerable<string> RecordsOf(ReportLayerEntry layer) => layer.Files
        .Where(f => f.Path.StartsWith("/var/lib/dpkg/status.d/", StringComparison.Ordinal)
            && f.Path.EndsWith(".md5sums", StringComparison.Ordinal))
        .Select(f => Path.GetFileNameWithoutExtension(f.Path));
}
