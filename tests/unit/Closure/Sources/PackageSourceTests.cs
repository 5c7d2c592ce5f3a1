using RustImage.Closure.Sources;
using RustImage.Debian.Locks;
using RustImage.Debian.Packages;
using RustImage.Testing;

namespace RustImage.UnitTests.Closure.Sources;

/// <summary>Compares packages in a store, seen as one root, with the directory that dpkg-deb unpacks them to.</summary>
public sealed class PackageSourceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Every_path_resolves_as_in_an_unpacked_directory()
    {
        var dpkg = Require.Tool("dpkg-deb", "dpkg");
        foreach (var name in new[] { "bin", "lib", "lib64", "sbin" })
        {
            Directory.CreateDirectory(_directory[$"root/usr/{name}"]);
            Directory.CreateSymbolicLink(_directory[$"root/{name}"], $"usr/{name}");
        }
        var store = new PackageStore(_directory["store"]);
        var packages = new List<(LockedPackage, PackageContent)>();
        foreach (var (name, package) in Packages())
        {
            var deb = package.Write(_directory[$"{name}.deb"]);
            var result = await ProcessRunner.CaptureAsync(
                new Command(dpkg, ["-x", deb, _directory["root"]], _directory.Path), TestContext.Current.CancellationToken);
            Assert.True(result.ExitCode == 0, result.StandardError);
            var content = await store.OpenAsync(deb, Digest.OfFile(deb), TestContext.Current.CancellationToken);
            packages.Add(
                (new LockedPackage(name, "1", "amd64", $"{name}-source (2)", "debian", "pool/x.deb", 1, Digest.OfFile(deb),
                new Dictionary<string, IReadOnlyList<string>>()), content));
        }
        var source = new PackageSource("trixie", packages);
        var directory = new DirectorySource(_directory["root"]);
        var found = 0;
        foreach (var path in Paths())
        {
            var expected = directory.Find(path);
            var actual = source.Find(path);
            Assert.Equal((path, expected?.Path), (path, actual?.Path));
            if (expected is null)
                continue;
            Assert.Equal(File.ReadAllText(expected.HostPath), File.ReadAllText(actual!.HostPath));
            Assert.NotNull(source.OwnerOf(actual.Path));
            found++;
        }
        Assert.InRange(found, 12, 100);
        Assert.Equal(new Package("one", "1", "amd64", "one-source"), source.OwnerOf("/usr/lib/x/libz.so.1.3"));
        Assert.Null(source.OwnerOf("/usr/lib/x/none"));
        Assert.Equal("/usr/share/doc/one/copyright", source.RecordOf(new("two", "1", "amd64", "two"))!.Copyright!.Path);
        Assert.Null(source.RecordOf(new("three", "1", "amd64", "three")));
    }

    private static IEnumerable<(string, DebBuilder)> Packages() =>
    [
        ("one", new DebBuilder("one").File("./usr/lib/x/libz.so.1.3", "z").Link("./usr/lib/x/libz.so.1", "libz.so.1.3")
            .File("./usr/share/doc/one/copyright", "licence").Link("./usr/lib/absolute", "/usr/lib/x")
                .Link("./usr/lib/relative", "../lib/./x/")
            .Link("./usr/loop1", "loop2").Link("./usr/loop2", "/usr/loop1").Link("./usr/self", "self/x")
                .Link("./usr/dangling", "/nowhere/at/all")
            .Link("./usr/up", "../usr/lib/../lib/x/libz.so.1").Link("./usr/merged", "/lib/x/libz.so.1")
                .Link("./usr/lib/y", "/lib64/../lib/x")
            .Link("./usr/root", "/")),
        ("two", new DebBuilder("two").Link("./usr/share/doc/two", "one").Link("./etc/alternatives/z", "/usr/lib/absolute/libz.so.1")
            .Link("./usr/bin/z", "/etc/alternatives/z")
            .File("./usr/bin/tool", "tool").Link("./usr/through", "lib/x/libz.so.1.3/.")),
    ];

    private static IEnumerable<string> Paths() =>
    [
        "/usr/lib/x/libz.so.1.3", "/usr/lib/x/libz.so.1", "/lib/x/libz.so.1", "/usr/lib/absolute/libz.so.1", "/lib/relative/libz.so.1.3",
        "/usr/lib/y/libz.so.1",
        "/usr/loop1", "/usr/loop1/x", "/usr/self", "/usr/dangling", "/usr/dangling/x", "/usr/up", "/usr/merged",
        "/usr/root/usr/root/bin/tool", "/usr/root",
        "/usr/share/doc/two/copyright", "/etc/alternatives/z", "/usr/bin/z", "/bin/z", "/bin/tool", "/usr/bin/tool", "/usr/bin",
        "/usr/bin/none", "/", "/usr/lib/x/../x/libz.so.1",
        "/../usr/bin/tool", "/usr/share/doc/two/../one/copyright",
    ];
}
