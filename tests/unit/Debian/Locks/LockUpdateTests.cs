using RustImage.Closure.Packages;
using RustImage.Debian;
using RustImage.Debian.Locks;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Locks;

public sealed class LockUpdateTests : IDisposable
{
    private static readonly string Architecture = DemoPackages.Architecture;

    private readonly DebianFixture _debian = new();

    public void Dispose() => _debian.Dispose();

    [Fact]
    public async Task An_update_takes_the_newest_version_of_all_archives_and_reports_it()
    {
        var program = DemoPackages.Program("libdemo.so.1", "libdemo.so.2", "libchain-c.so.1");
        await _debian.BuildAsync(program);
        _debian.Publish(
            _debian.Updates, DemoPackages.Demo("1.5-1"), DemoPackages.Shared("libchain-c1", "libchain-c.so.1", version: "1.0-1~"));
        _debian.Publish(_debian.Security, DemoPackages.Demo("1.0-1+deb13u1"),
            DemoPackages.Shared("libdemo2t64", "libdemo.so.2", version: "1.0-1+deb13u1"));
        var result = await _debian.UpdateAsync(program);
        Assert.Equal(("1.5-1", "debian"), Chosen(result.After!, "libdemo1"));
        Assert.Equal(("1.0-1+deb13u1", "debian-security"), Chosen(result.After!, "libdemo2t64"));
        Assert.Equal(("1.0-1", "debian"), Chosen(result.After!, "libchain-c1"));
        var size = _debian.ReadLock().Find("libdemo1", Architecture)!.Size / 1000;
        Assert.Contains(
            $"libdemo1 ({Architecture}) 1.0-1 → 1.5-1, {result.Before!.Find("libdemo1", Architecture)!.Size / 1000} kB → {size} kB",
            LockUpdate.Changes(result.Before, result.After!));
        Assert.Equal(2, LockUpdate.Changes(result.Before, result.After!).Count);
    }

    [Fact]
    public async Task An_update_removes_packages_without_need_and_keeps_those_of_other_projects()
    {
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.1", "libodd.so.5", "libchain-c.so.1"));
        await _debian.Closure("other/other.csproj").ResolveAsync(
            _debian.Request(DemoPackages.Program("libodd.so.5")), TestContext.Current.CancellationToken);
        _debian.Publish(_debian.Updates, DemoPackages.Shared("odd-runtime", "libodd.so.5", version: "2.0-1"));
        var result = await _debian.UpdateAsync(DemoPackages.Program("libdemo.so.1"));
        Assert.Null(result.After!.Find("libchain-c1", Architecture));
        var odd = result.After.Find("odd-runtime", Architecture)!;
        Assert.Equal("2.0-1", odd.Version);
        Assert.Equal(["other/other.csproj"], odd.NeededBy.Keys);
        Assert.Equal(["soname libodd.so.5"], odd.NeededBy["other/other.csproj"]);
        Assert.Equal(["app/app.csproj", "other/other.csproj"], result.After.Find("libc6", Architecture)!.NeededBy.Keys);
        Assert.Contains(
            $"libchain-c1 ({Architecture}) 1.0-1 → none, was needed by app/app.csproj", LockUpdate.Changes(result.Before, result.After));
    }

    [Fact]
    public async Task An_update_without_security_updates_keeps_their_locked_release_date()
    {
        var program = DemoPackages.Program("libdemo.so.1");
        var before = (await _debian.BuildAsync(program)).After!;
        _debian.Settings = _debian.Settings with { SecurityMirror = DebianSettings.NoSecurity };
        var after = (await _debian.UpdateAsync(program)).After!;
        Assert.Equal(3, before.Releases.Count);
        Assert.Equal(before.Releases.OrderBy(r => r.Name), after.Releases.OrderBy(r => r.Name));
    }

    [Fact]
    public async Task An_update_writes_the_first_lock()
    {
        var result = await _debian.UpdateAsync(DemoPackages.Program("libdemo.so.2"));
        Assert.Null(result.Before);
        Assert.Contains(LockUpdate.Changes(null, result.After!),
            l => l.StartsWith($"libdemo2t64 ({Architecture}) none → 1.0-1, ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_update_without_new_versions_changes_no_byte()
    {
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.2"), new PackageRequest("libdemo2", []));
        var before = await File.ReadAllBytesAsync(_debian.Lock, TestContext.Current.CancellationToken);
        await _debian.UpdateAsync(DemoPackages.Program("libdemo.so.2"), new PackageRequest("libdemo2", []));
        Assert.Equal(before, await File.ReadAllBytesAsync(_debian.Lock, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_update_for_a_second_platform_keeps_what_the_first_needs_for_all_architectures()
    {
        var program = DemoPackages.Program("libdemo.so.2");
        await _debian.BuildAsync(program, new PackageRequest("demo-data", []));
        Assert.NotNull((await _debian.UpdateFollowingAsync(program)).After!.Find("demo-data", "all"));
        Assert.Null((await _debian.UpdateAsync(program)).After!.Find("demo-data", "all"));
    }

    [Fact]
    public async Task A_failed_update_keeps_the_lock()
    {
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.2"));
        var before = await File.ReadAllBytesAsync(_debian.Lock, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<RustImageException>(() => _debian.UpdateAsync(DemoPackages.Program("libnowhere.so.1")));
        Assert.Equal(before, await File.ReadAllBytesAsync(_debian.Lock, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Packages_that_became_architecture_all_are_merged()
    {
        _debian.Main.Architectures = [Architecture, "s390x"];
        _debian.Updates.Architectures = _debian.Security.Architectures = _debian.Main.Architectures;
        _debian.Main.Write();
        _debian.Security.Write();
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.2"));
        var before = _debian.ReadLock();
        var data = before.Packages[0] with
        {
            Name = "demo-data",
            Version = "0.1",
            Path = "pool/a.deb",
            NeededBy = new Dictionary<string, IReadOnlyList<string>> { ["b/b.csproj"] = ["ImagePackage demo-data"] }
        };
        LockFile.Write(_debian.Lock,
            before with
            {
                Packages = [.. before.Packages, data,
            data with { Architecture = "s390x", NeededBy = new Dictionary<string, IReadOnlyList<string>>
            {
                ["c/c.csproj"] = ["ImagePackage demo-data"],
            } }]
            });
        _debian.Updates.Write();
        var result = await _debian.UpdateAsync(DemoPackages.Program("libdemo.so.2"));
        var moved = Assert.Single(result.After!.Packages, p => p.Name == "demo-data");
        Assert.Equal("all", moved.Architecture);
        Assert.Equal(["b/b.csproj", "c/c.csproj"], moved.NeededBy.Keys);
    }

    [Fact]
    public async Task A_check_reports_security_updates_other_updates_and_removed_packages()
    {
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.1", "libdemo.so.2", "libodd.so.5"), new PackageRequest("demo-data", []));
        Assert.Empty(await CheckAsync());
        var left = new DebianFixture(
            [.. DemoPackages.All().Where(p => !p.Control.StartsWith("Package: odd-runtime", StringComparison.Ordinal))]);
        using (left)
        {
            left.Publish(left.Updates, DemoPackages.Demo("2.0-1"), DemoPackages.Data("2.0"));
            left.Publish(left.Security, DemoPackages.Shared("libdemo2t64", "libdemo.so.2", version: "1.0-1+deb13u1"));
            var suite = await left.Archives().OpenSuiteAsync("trixie", [], TestContext.Current.CancellationToken);
            var behind = await LockCheck.RunAsync(_debian.ReadLock(), suite, TestContext.Current.CancellationToken);
            Assert.Equal(["RIMG7059", "RIMG7059", "RIMG7058", "RIMG7060"], behind.Select(d => d.Code));
            Assert.Contains("demo-data", behind[0].Text, StringComparison.Ordinal);
            Assert.Contains("'libdemo2t64 (", behind[2].Text, StringComparison.Ordinal);
            Assert.Contains("1.0-1+deb13u1", behind[2].Text, StringComparison.Ordinal);
            Assert.Contains("odd-runtime", behind[3].Text, StringComparison.Ordinal);
            Assert.Equal([false, false, true, true], behind.Select(LockCheck.IsWarning));
        }

        async Task<IReadOnlyList<Diagnostic>> CheckAsync() => await LockCheck.RunAsync(
            _debian.ReadLock(), await _debian.Archives().OpenSuiteAsync(
                "trixie", [], TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_lock_with_an_edited_digest_is_refused_and_the_package_is_named()
    {
        await EditAsync(p => p with { Digest = Digest.OfBytes("other"u8) });
        var error = await _debian.RefusedAsync(DemoPackages.Program("libdemo.so.2"));
        Assert.Equal("RIMG7033", error.Code);
        Assert.Contains("libdemo2t64", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_with_an_edited_size_is_refused_and_the_package_is_named()
    {
        await EditAsync(p => p with { Size = p.Size + 1 });
        Directory.Delete(_debian["cache"], recursive: true);
        var error = await _debian.RefusedAsync(DemoPackages.Program("libdemo.so.2"));
        Assert.Equal("RIMG7033", error.Code);
        Assert.Contains("libdemo2t64", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_with_an_edited_version_is_refused_and_the_package_is_named()
    {
        await EditAsync(p => p with { Version = "1.0-2" });
        var error = await _debian.RefusedAsync(DemoPackages.Program("libdemo.so.2"));
        Assert.Equal("RIMG7046", error.Code);
        Assert.Contains("libdemo2t64", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_removed_from_the_mirror_comes_from_the_snapshot_archive_if_its_digest_fits()
    {
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.2"));
        var deb = await File.ReadAllBytesAsync(_debian.PoolPath("libdemo2t64"), TestContext.Current.CancellationToken);
        File.Delete(_debian.PoolPath("libdemo2t64"));
        Directory.Delete(_debian["cache"], recursive: true);
        Assert.Equal("RIMG7036", (await _debian.RefusedAsync(DemoPackages.Program("libdemo.so.2"))).Code);

        var hash = new string('a', 40);
        _debian.Server.Files["/snapshot/mr/binary/libdemo2t64/1.0-1/binfiles"] = System.Text.Encoding.UTF8.GetBytes(
            $$"""{ "result": [{ "architecture": "{{Architecture}}", "hash": "{{hash}}" }], "fileinfo": { "{{hash}}": [{ "size": """ +
                $$"""{{deb.Length}} }] } }""");
        _debian.Server.Files[$"/snapshot/file/{hash}"] = Fault.Flip(700)(deb);
        Assert.Equal("RIMG7033", (await _debian.RefusedAsync(DemoPackages.Program("libdemo.so.2"))).Code);
        _debian.Server.Files[$"/snapshot/file/{hash}"] = deb;
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.2"));
    }

    private async Task EditAsync(Func<LockedPackage, LockedPackage> edit)
    {
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.2"));
        var before = _debian.ReadLock();
        LockFile.Write(_debian.Lock, before with { Packages = [.. before.Packages.Select(p => p.Name == "libdemo2t64" ? edit(p) : p)] });
    }

    private static (string, string) Chosen(PackageLock @lock, string name) =>
        (@lock.Find(name, Architecture)!.Version, @lock.Find(name, Architecture)!.Archive);
}
