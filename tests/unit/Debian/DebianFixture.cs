using System.IO.Compression;
using RustImage.Closure;
using RustImage.Closure.Certificates;
using RustImage.Closure.Packages;
using RustImage.Closure.Resolvers;
using RustImage.Debian;
using RustImage.Debian.Locks;
using RustImage.Http;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian;

/// <summary>A Debian mirror on loopback with three archives, a project with its lock, and a cache.</summary>
internal sealed class DebianFixture : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<IDisposable> _opened = [];

    public DebianFixture(IEnumerable<DebBuilder>? packages = null)
    {
        Server = new FaultyServer(_directory["mirror"]);
        var key = new TestSigningKey();
        Main = new TestArchive(_directory["mirror/debian"])
        {
            Key = key,
            Role = "stable",
            Extensions = [".gz"],
            Architectures = [DemoPackages.Architecture],
        };
        Updates = Pocket("debian", "trixie-updates");
        Security = Pocket("debian-security", "trixie-security");
        foreach (var package in packages ?? DemoPackages.All())
            Main.Add(Write(package));
        Main.Write();
        Updates.Write();
        Security.Write();
        MakeRole("stable");
        Settings = new DebianSettings(
            Server["debian/"].ToString(), Server["debian-security/"].ToString(), ["main"], Main.WriteKeyring(_directory["keyring.gpg"]),
            Server["snapshot/"].ToString(),
            _directory["cache"], _directory.Path);
    }

    public FaultyServer Server { get; }

    public TestArchive Main { get; }

    public TestArchive Updates { get; }

    public TestArchive Security { get; }

    public DebianSettings Settings { get; set; }

    /// <summary>Few tries without pauses.</summary>
    public TransferOptions Options { get; set; } = new() { Attempts = 2, Delay = (_, stop) => Task.Delay(1, stop) };

    public string Lock => _directory["project/rustimage.lock.json"];

    public PackageLock ReadLock() => LockFile.Read(Lock)!;

    public string this[string name] => _directory[name];

    /// <summary>The requests since the last call.</summary>
    public IReadOnlyList<string> NewRequests()
    {
        var all = Server.Requests;
        var since = all.Skip(_told).Select(r => r.Path).ToList();
        _told = all.Count;
        return since;
    }

    private int _told;

    public DebianArchives Archives()
    {
        var archives = new DebianArchives(Settings, null, Options);
        _opened.Add(archives);
        return archives;
    }

    public LockedResolver Closure(string project = "app/app.csproj", string? suite = "trixie", bool locked = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Lock)!);
        return new(Archives(), new LockSettings(Lock, project, suite, locked));
    }

    public ClosureRequest Request(string program, params PackageRequest[] packages) => new(
        [new StartFile("/app/program", program)], DemoPackages.Host, new Dictionary<string, string>(), packages,
        new CertificateChoice(null, [], [], _directory["ca-certificates.crt"]));

    public Task<LockedResolution> BuildAsync(string program, params PackageRequest[] packages) =>
        Closure().ResolveAsync(Request(program, packages), TestContext.Current.CancellationToken);

    /// <summary>Updates the lock for a second platform of the same image.</summary>
    public Task<LockedResolution> UpdateFollowingAsync(string program, params PackageRequest[] packages) =>
        new LockedResolver(Archives(), new LockSettings(Lock, "app/app.csproj", "trixie", false) { FollowsPlatform = true })
            .UpdateAsync(Request(program, packages), TestContext.Current.CancellationToken);

    public Task<LockedResolution> UpdateAsync(string program, params PackageRequest[] packages) =>
        Closure().UpdateAsync(Request(program, packages), TestContext.Current.CancellationToken);

    /// <returns>The only error of a build.</returns>
    public static async Task<Diagnostic> ErrorOf(Func<Task> build) =>
        Assert.Single((await Assert.ThrowsAsync<RustImageException>(build)).Diagnostics);

    /// <summary>The error of a failed build, which must leave no lock and no unfinished file.</summary>
    public async Task<Diagnostic> RefusedAsync(string program, params PackageRequest[] packages)
    {
        var before = File.Exists(Lock) ? await File.ReadAllBytesAsync(Lock) : null;
        var error = await ErrorOf(() => BuildAsync(program, packages));
        Assert.Equal(before, File.Exists(Lock) ? await File.ReadAllBytesAsync(Lock) : null);
        Assert.Empty(Directory.Exists(this["cache/packages"]) ? Directory.GetDirectories(this["cache/packages"], "*.tmp") : []);
        Assert.DoesNotContain(Directory.Exists(Settings.CacheDirectory)
            ? Directory.GetFiles(Settings.CacheDirectory, "*.lock", SearchOption.AllDirectories) : [], _ => true);
        return error;
    }

    /// <summary>Adds another pocket, such as an older suite.</summary>
    public TestArchive Pocket(string archive, string suite, string? role = null) => new(_directory[$"mirror/{archive}"])
    {
        Key = Main.Key,
        Suite = suite,
        Codename = suite,
        Role = role,
        Extensions = [".gz"],
        Architectures = Main.Architectures,
    };

    /// <summary>Makes dists/stable a link to the directory of the suite, as on a mirror.</summary>
    public void MakeRole(string role, string suite = "trixie") =>
        Directory.CreateSymbolicLink(_directory[$"mirror/debian/dists/{role}"], suite);

    public string Write(DebBuilder package)
    {
        var fields = package.Control.Split('\n').Select(l => l.Split(": ", 2)).Where(f => f.Length == 2).DistinctBy(f => f[0])
            .ToDictionary(f => f[0], f => f[1]);
        Directory.CreateDirectory(_directory["debs"]);
        return package.Write(_directory[$"debs/{fields["Package"]}_{fields["Version"]}_{fields["Architecture"]}.deb"]);
    }

    /// <summary>Adds packages to an archive.</summary>
    public void Publish(TestArchive archive, params DebBuilder[] packages)
    {
        foreach (var package in packages)
            archive.Add(Write(package));
        archive.Write();
    }

    /// <summary>Changes the index entry of a package, with a valid signature.</summary>
    public static void Forge(TestArchive archive, string package, string own, string claimed)
    {
        var name = $"main/binary-{DemoPackages.Architecture}/Packages.gz";
        var path = Path.Combine(archive.SuiteDirectory, name);
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        var paragraphs = new StreamReader(packed).ReadToEnd().Split("\n\n");
        packed.Dispose();
        var index = Array.FindIndex(paragraphs, s => s.StartsWith($"Package: {package}\n", StringComparison.Ordinal));
        Assert.Contains(own, paragraphs[index], StringComparison.Ordinal);
        paragraphs[index] = paragraphs[index].Replace(own, claimed, StringComparison.Ordinal);
        using (var output = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            output.Write(System.Text.Encoding.UTF8.GetBytes(string.Join("\n\n", paragraphs)));
        archive.AcquireByHash = false;
        archive.Sign(archive.Release([name]));
    }

    /// <summary>The path on the mirror of a package in the lock.</summary>
    public string PoolPath(string name)
    {
        var found = Directory.GetFiles(_directory["mirror/debian/pool"], $"{name}_*.deb", SearchOption.AllDirectories);
        return Assert.Single(found);
    }

    public string AddressOf(string hostPath) => "/" + Path.GetRelativePath(_directory["mirror"], hostPath);

    public void Dispose()
    {
        foreach (var archives in _opened)
            archives.Dispose();
        Server.Dispose();
        _directory.Dispose();
    }
}
