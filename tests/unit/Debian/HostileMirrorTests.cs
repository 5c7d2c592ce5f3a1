using RustImage.Debian;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian;

/// <summary>A hostile mirror or proxy may make a build fail, and nothing else.</summary>
public sealed class HostileMirrorTests : IDisposable
{
    private static readonly string Program = DemoPackages.Program("libdemo.so.2");

    private readonly DebianFixture _debian = new();

    public void Dispose() => _debian.Dispose();

    [Fact]
    public async Task A_package_with_wrong_bytes_is_refused()
    {
        var path = _debian.PoolPath("libdemo2t64");
        await File.WriteAllBytesAsync(path, Fault.Flip(1000)(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)),
            TestContext.Current.CancellationToken);
        await RefusedAsync("RIMG7033", "libdemo2t64");
        Assert.False(File.Exists(_debian[$"cache/downloads/sha256/{Digest.OfFile(path).Hex}"]));
    }

    [Fact]
    public async Task A_package_of_a_wrong_size_is_refused()
    {
        await File.AppendAllTextAsync(_debian.PoolPath("libdemo2t64"), "more", TestContext.Current.CancellationToken);
        await RefusedAsync("RIMG7033", "libdemo2t64");
    }

    [Fact]
    public async Task A_changed_index_is_refused()
    {
        foreach (var index in Directory.GetFiles(_debian.Main.SuiteDirectory, "*", SearchOption.AllDirectories)
            .Where(f => f != _debian.Main.InReleasePath))
            await File.WriteAllBytesAsync(index, Fault.Flip(30)(await File.ReadAllBytesAsync(index, TestContext.Current.CancellationToken)),
                TestContext.Current.CancellationToken);
        await RefusedAsync("RIMG7033", "trixie main");
    }

    [Fact]
    public async Task An_expired_release_is_refused()
    {
        _debian.Security.Date = DateTimeOffset.UtcNow.AddDays(-20);
        _debian.Security.ValidUntil = DateTimeOffset.UtcNow.AddDays(-10);
        _debian.Security.Write();
        await RefusedAsync("RIMG7020", "trixie-security");
    }

    [Fact]
    public async Task A_release_signed_by_an_unknown_key_is_refused()
    {
        File.WriteAllBytes(_debian.Settings.Keyring, new TestSigningKey().Export());
        await RefusedAsync("RIMG7018", "trixie");
    }

    [Fact]
    public async Task A_changed_release_is_refused()
    {
        var text = await File.ReadAllTextAsync(_debian.Main.InReleasePath, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_debian.Main.InReleasePath, text.Replace("Label: Debian", "Label: Debiam", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        await RefusedAsync("RIMG7017", "trixie");
    }

    [Fact]
    public async Task The_Release_of_another_suite_is_refused()
    {
        _debian.Pocket("debian", "bookworm").Write();
        File.Copy(_debian["mirror/debian/dists/bookworm/InRelease"], _debian.Main.InReleasePath, overwrite: true);
        await RefusedAsync("RIMG7049", "'bookworm'");
    }

    [Fact]
    public async Task The_Release_of_the_suite_is_refused_in_place_of_its_security_updates()
    {
        File.Copy(_debian.Main.InReleasePath, _debian.Security.InReleasePath, overwrite: true);
        await RefusedAsync("RIMG7049", "'trixie-security'");
    }

    [Fact]
    public async Task A_Release_older_than_the_lock_is_refused()
    {
        await _debian.BuildAsync(Program);
        _debian.Security.Date = DateTimeOffset.UtcNow.AddDays(-1);
        _debian.Security.Write();
        var error = await _debian.RefusedAsync(DemoPackages.Program("libdemo.so.2", "libodd.so.5"));
        Assert.Equal("RIMG7022", error.Code);
        var update = await DebianFixture.ErrorOf(() => _debian.UpdateAsync(Program));
        Assert.Equal(error.Code, update.Code);
    }

    [Fact]
    public async Task The_next_mirror_is_used_when_one_is_outdated()
    {
        await _debian.BuildAsync(Program);
        using var behind = new DebianFixture();
        File.WriteAllBytes(_debian.Settings.Keyring, [.. _debian.Main.Key.Export(), .. behind.Main.Key.Export()]);
        behind.Main.Date = DateTimeOffset.UtcNow.AddDays(-1);
        behind.Main.Write();
        _debian.Settings = _debian.Settings with { Mirror = $"{behind.Settings.Mirror};{_debian.Settings.Mirror}" };
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.2", "libodd.so.5"));
        Assert.NotEmpty(behind.NewRequests());
        Assert.NotNull(_debian.ReadLock().Find("odd-runtime", DemoPackages.Architecture));
    }

    [Theory]
    [InlineData("Version: 1.0-1", "Version: 9.0-1", "version")]
    [InlineData("Package: libdemo2t64", "Package: libdemo2", "name")]
    [InlineData("Architecture: {0}", "Architecture: all", "architecture")]
    [InlineData("Version: 1.0-1", "Source: glibc\nVersion: 1.0-1", "source")]
    public async Task A_package_that_contradicts_the_index_is_refused(string own, string claimed, string field)
    {
        own = own.Replace("{0}", DemoPackages.Architecture, StringComparison.Ordinal);
        DebianFixture.Forge(_debian.Main, "libdemo2t64", own, claimed);
        await RefusedAsync("RIMG7046", $"its {field} is '");
    }

    [Fact]
    public async Task An_index_with_a_path_outside_the_pool_is_refused()
    {
        DebianFixture.Forge(_debian.Main, "libdemo2t64", "Filename: pool/", "Filename: pool/%2e%2e/%2E./");
        await RefusedAsync("RIMG7023", "%2e%2e");
    }

    [Fact]
    public async Task A_download_that_always_breaks_is_an_error_and_continues_in_the_next_build()
    {
        var path = _debian.AddressOf(_debian.PoolPath("libdemo2t64"));
        _debian.Server.Faults[path] = new Fault { CutAfter = 100 };
        await RefusedAsync("RIMG7032", "libdemo2t64");
        _debian.Server.Faults.Clear();
        await _debian.BuildAsync(Program);
        Assert.Contains(_debian.Server.Requests, r => r.Path == path && r.Header("Range") == "bytes=200-");
    }

    [Theory]
    [InlineData("/debian/dists/trixie/InRelease")]
    [InlineData("/debian-security/dists/trixie-security/InRelease")]
    public async Task A_mirror_that_stalls_is_an_error(string path)
    {
        _debian.Server.Faults[path] = new Fault { NoAnswer = true };
        _debian.Options = _debian.Options with { StallTimeout = TimeSpan.FromSeconds(0.3) };
        await RefusedAsync("RIMG7032", "InRelease");
    }

    [Fact]
    public async Task A_mirror_that_closes_every_connection_is_one_error()
    {
        _debian.Server.IsOffline = true;
        await RefusedAsync("RIMG7032", "InRelease");
        Assert.False(Directory.Exists(_debian["cache/packages"]));
    }

    [Fact]
    public async Task A_filled_store_needs_no_network()
    {
        await _debian.BuildAsync(Program);
        _debian.Server.IsOffline = true;
        await _debian.BuildAsync(Program);
    }

    [Fact]
    public async Task Missing_packages_of_a_lock_without_a_network_are_one_error()
    {
        await _debian.BuildAsync(Program);
        Directory.Delete(_debian["cache"], recursive: true);
        _debian.Server.IsOffline = true;
        await RefusedAsync("RIMG7032", "could not be downloaded");
    }

    [Theory]
    [InlineData("/debian/dists/trixie-updates/InRelease", "DebianMirror")]
    [InlineData("/debian-security/dists/trixie-security/InRelease", "DebianSecurityMirror")]
    public async Task A_pocket_missing_from_all_mirrors_is_an_error(string path, string setting)
    {
        _debian.Server.Faults[path] = new Fault { Status = 404 };
        await RefusedAsync("RIMG7048", setting);
    }

    [Fact]
    public async Task Disabled_security_updates_are_not_requested()
    {
        _debian.Settings = _debian.Settings with { SecurityMirror = DebianSettings.NoSecurity };
        await _debian.BuildAsync(Program);
        Assert.DoesNotContain(_debian.NewRequests(), r => r.Contains("security", StringComparison.Ordinal));
        Assert.Equal(["trixie", "trixie-updates"], _debian.ReadLock().Releases.Select(r => r.Name));
    }

    [Fact]
    public async Task A_build_without_security_updates_keeps_their_locked_release_date()
    {
        await _debian.BuildAsync(Program);
        _debian.Settings = _debian.Settings with { SecurityMirror = DebianSettings.NoSecurity };
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.2", "libodd.so.5"));
        Assert.Contains("trixie-security", _debian.ReadLock().Releases.Select(r => r.Name));
    }

    [Fact]
    public async Task A_rolling_suite_has_no_updates_and_no_security_pocket()
    {
        var sid = _debian.Pocket("debian", "sid", "unstable");
        _debian.Publish(sid, [.. DemoPackages.All()]);
        await _debian.Closure(suite: "sid").ResolveAsync(_debian.Request(Program), TestContext.Current.CancellationToken);
        Assert.Equal(["sid"], _debian.ReadLock().Releases.Select(r => r.Name));
    }

    [Fact]
    public async Task A_suite_missing_from_all_mirrors_is_an_error()
    {
        var error = await DebianFixture.ErrorOf(() => _debian.Closure(suite: "trixy").ResolveAsync(_debian.Request(Program)));
        Assert.Equal("RIMG7047", error.Code);
    }

    private async Task RefusedAsync(string code, string quoted)
    {
        var error = await _debian.RefusedAsync(Program);
        Assert.Equal(code, error.Code);
        Assert.Contains(quoted, error.Text, StringComparison.Ordinal);
    }
}
