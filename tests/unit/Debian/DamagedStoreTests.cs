using RustImage.Closure;
using RustImage.Closure.Resolvers;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian;

/// <summary>Other programs can change the store of a user, and builds can be killed at any time.</summary>
public sealed class DamagedStoreTests : IDisposable
{
    private static readonly string Program = DemoPackages.Program("libdemo.so.2");

    private readonly DebianFixture _debian = new();

    public void Dispose() => _debian.Dispose();

    public enum StoreDamage
    {
        FileWithItsTimeKept,
        FileWithAnotherTime,
        FileMissing,
        Content,
        ContentMissing,
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_package_is_unpacked_again(StoreDamage damage, string package)
    {
        var first = await BuildAsync();
        Apply(damage, package);
        _debian.NewRequests();
        var second = await BuildAsync();
        Assert.Empty(_debian.NewRequests());
        AssertSame(first, second);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_damaged_package_without_its_download_is_downloaded_again_or_an_error_offline(bool online)
    {
        var first = await BuildAsync();
        Directory.Delete(_debian["cache/downloads"], recursive: true);
        Apply(StoreDamage.FileWithItsTimeKept, "libdemo2t64");
        _debian.Server.IsOffline = !online;
        if (online)
        {
            AssertSame(first, await BuildAsync());
        }
        else
        {
            var error = await DebianFixture.ErrorOf(BuildAsync);
            Assert.Equal("RIMG7032", error.Code);
            Assert.Contains("libdemo2t64", error.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_damaged_download_is_downloaded_again_or_an_error_offline(bool online)
    {
        var first = await BuildAsync();
        var download = _debian[$"cache/downloads/sha256/{_debian.ReadLock().Find("libdemo2t64", DemoPackages.Architecture)!.Digest.Hex}"];
        File.WriteAllBytes(download, Fault.Flip(500)(File.ReadAllBytes(download)));
        Directory.Delete(_debian["cache/packages"], recursive: true);
        _debian.Server.IsOffline = !online;
        if (online)
        {
            AssertSame(first, await BuildAsync());
        }
        else
        {
            Assert.Equal("RIMG7032", (await DebianFixture.ErrorOf(BuildAsync)).Code);
        }
    }

    [Fact]
    public async Task A_changed_index_in_the_store_is_downloaded_again()
    {
        await BuildAsync();
        foreach (var file in Directory.GetFiles(_debian["cache/downloads/sha256"]).Where(f => new FileInfo(f).Length > 0))
            File.WriteAllBytes(file, Fault.Flip((int)new FileInfo(file).Length / 2)(File.ReadAllBytes(file)));
        var result = await _debian.BuildAsync(DemoPackages.Program("libdemo.so.2", "libodd.so.5"));
        Assert.NotNull(result.After!.Find("odd-runtime", DemoPackages.Architecture));
    }

    [Fact]
    public async Task Files_left_by_killed_builds_do_no_harm()
    {
        Directory.CreateDirectory(_debian["cache/downloads/partial"]);
        Directory.CreateDirectory(_debian["cache/packages/left.tmp/files"]);
        File.WriteAllText(_debian["cache/packages/left.tmp/files/0"], "half");
        var digest = Digest.OfFile(_debian.PoolPath("libdemo2t64")).Hex;
        File.WriteAllText(_debian[$"cache/downloads/partial/{digest}"], "other bytes");
        File.WriteAllText(_debian[$"cache/downloads/partial/{digest}.lock"], "");
        Directory.CreateDirectory(_debian["project"]);
        File.WriteAllText(_debian["project/rustimage.lock.json.tmp"], "{");
        Assert.NotNull((await BuildAsync()).After);
    }

    [Fact]
    public async Task Two_concurrent_builds_fill_one_store_and_write_one_lock()
    {
        var programs = new[] { Program, DemoPackages.Program("libdemo.so.1", "libchain-a.so.1") };
        await Task.WhenAll(
            programs.Select((p, i) => Task.Run(() => _debian.Closure($"app{i}/app.csproj").ResolveAsync(_debian.Request(p)))));
        var @lock = _debian.ReadLock();
        Assert.Equal(["app0/app.csproj", "app1/app.csproj"], @lock.Find("libc6", DemoPackages.Architecture)!.NeededBy.Keys);
        Assert.NotNull(@lock.Find("libchain-c1", DemoPackages.Architecture));
        Assert.NotNull(@lock.Find("libdemo2t64", DemoPackages.Architecture));
        Assert.Empty(Directory.GetDirectories(_debian["cache/packages"], "*.tmp"));
        Assert.Empty(Directory.GetFiles(_debian["cache/downloads/partial"]));
    }

    private Task<LockedResolution> BuildAsync() =>
        _debian.Closure().ResolveAsync(WithCertificates(), TestContext.Current.CancellationToken);

    private ClosureRequest WithCertificates()
    {
        var request = _debian.Request(Program);
        return request with { Certificates = request.Certificates with { Wanted = true } };
    }

    private static void AssertSame(LockedResolution first, LockedResolution second) => Assert.Equal(
        first.Closure.HostPaths.Select(p => (p, Digest.OfFile(p))), second.Closure.HostPaths.Select(p => (p, Digest.OfFile(p))));

    /// <summary>Damages the largest file of a package: its library or a certificate.</summary>
    private void Apply(StoreDamage damage, string package)
    {
        var directory = _debian[$"cache/packages/{_debian.ReadLock().Find(package, DemoPackages.Architecture)!.Digest.Hex}"];
        var files = Directory.GetFiles(Path.Combine(directory, "files")).OrderByDescending(f => new FileInfo(f).Length).ToList();
        switch (damage)
        {
            case StoreDamage.FileWithItsTimeKept:
                foreach (var file in files)
                {
                    var time = File.GetLastWriteTimeUtc(file);
                    File.WriteAllBytes(file, Fault.Flip(3)(File.ReadAllBytes(file)));
                    File.SetLastWriteTimeUtc(file, time);
                }
                break;
            case StoreDamage.FileWithAnotherTime:
                File.WriteAllBytes(files[0], Fault.Flip(3)(File.ReadAllBytes(files[0])));
                break;
            case StoreDamage.FileMissing:
                File.Delete(files[0]);
                break;
            case StoreDamage.Content:
                File.WriteAllText(Path.Combine(directory, "content.json"), "{ \"format\": 1, ");
                break;
            case StoreDamage.ContentMissing:
                File.Delete(Path.Combine(directory, "content.json"));
                break;
        }
    }

    public static TheoryData<StoreDamage, string> Damages()
    {
        var data = new TheoryData<StoreDamage, string>();
        foreach (var package in new[] { "libdemo2t64", "base-files", "ca-certificates" })
        {
            foreach (var damage in Enum.GetValues<StoreDamage>())
                data.Add(damage, package);
        }
        return data;
    }
}
