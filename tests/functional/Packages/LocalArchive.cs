using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Packages;

/// <summary>A Debian archive of real packages on loopback: a release with updates and security updates, signed by a test key.</summary>
internal sealed class LocalArchive : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FaultyServer _server;
    private readonly TestArchive _security;
    private int _fixes;

    /// <summary>Holds the locked packages of a project.</summary>
    public LocalArchive(TestProject source)
    {
        var @lock = ProjectLock.Of(source);
        Suite = @lock.Suite;
        var key = new TestSigningKey();
        TestArchive main = new(_directory["debian"]) { Key = key, Suite = Suite, Codename = Suite };
        TestArchive updates = new(_directory["debian"]) { Key = key, Suite = $"{Suite}-updates", Codename = $"{Suite}-updates" };
        _security = new(_directory["debian-security"])
        {
            Key = key,
            Label = "Debian-Security",
            Suite = $"{Suite}-security",
            Codename = $"{Suite}-security",
        };
        Directory.CreateDirectory(_directory["packages"]);
        foreach (var package in @lock.Packages)
        {
            File.Copy(package.DownloadIn(source.Cache), DebOf(package));
            main.Add(DebOf(package));
        }
        main.Write();
        updates.Write();
        _security.Write();
        main.WriteKeyring(_directory["keyring.gpg"]);
        _server = new FaultyServer(_directory.Path);
        _server.Faults["*"] = new Fault { Tamper = Sent };
    }

    public string Suite { get; }

    /// <summary>Called during the download of a package.</summary>
    public Action? OnDownload { get; set; }

    /// <returns>The project with its own empty cache.</returns>
    public TestProject Serve(TestProject project)
    {
        project.FromDebian();
        project.Environment["DebianMirror"] = _server["debian"].ToString();
        project.Environment["DebianSecurityMirror"] = _server["debian-security"].ToString();
        project.Environment["DebianKeyring"] = _directory["keyring.gpg"];
        return project;
    }

    /// <summary>Publishes the same files as a security update.</summary>
    /// <returns>The new version.</returns>
    public string PublishFix(ProjectPackage package)
    {
        var version = $"{package.Version}+fix{++_fixes}";
        var dpkg = Require.Tool("dpkg-deb", "dpkg");
        var unpacked = _directory[$"fix{_fixes}"];
        Tool.Capture(dpkg, "-R", DebOf(package), unpacked);
        var control = Path.Combine(unpacked, "DEBIAN", "control");
        File.WriteAllText(control,
            File.ReadAllText(control).Replace($"\nVersion: {package.Version}\n", $"\nVersion: {version}\n", StringComparison.Ordinal));
        var fixedDeb = _directory[$"packages/{package.Name}_{version}_amd64.deb"];
        Tool.Capture(dpkg, "--root-owner-group", "-Zgzip", "-z1", "-b", unpacked, fixedDeb);
        _security.Add(fixedDeb);
        _security.Date = DateTimeOffset.UtcNow;
        _security.Write();
        return version;
    }

    public void Dispose()
    {
        _server.Dispose();
        _directory.Dispose();
    }

    private byte[] Sent(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith("!<arch>\n"u8))
            OnDownload?.Invoke();
        return bytes;
    }

    private string DebOf(ProjectPackage package) => _directory[$"packages/{Path.GetFileName(package.Path)}"];
}
