using RustImage.Closure.Packages;
using RustImage.Debian.Locks;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian;

public sealed class LockedBuildTests : IDisposable
{
    private readonly DebianFixture _debian = new();

    public void Dispose() => _debian.Dispose();

    [Fact]
    public async Task The_first_build_finds_every_library_and_writes_the_lock()
    {
        var result = await _debian.BuildAsync(DemoPackages.Program("libdemo.so.1", "libdemo.so.2", "libchain-a.so.1", "libodd.so.5"));
        Assert.Equal(
            ["base-files", "demo-base", "libc6", "libchain-a1", "libchain-b1", "libchain-c1", "libdemo1", "libdemo2t64", "odd-runtime"],
            result.After!.Packages.Select(p => p.Name));
        Assert.Null(result.Before);
        Assert.Contains($"{DemoPackages.Libraries}/libodd.so.5", result.Closure.Files.Select(f => f.Path));
        Assert.Contains(result.Closure.Links, l => l.Path == $"{DemoPackages.Libraries}/libdemo.so.1" && l.Target == "libdemo.so.1.0");
        Assert.Equal(["/usr/lib/os-release", "/etc/debian_version"], result.Closure.Distribution.Select(f => f.Path));
        Assert.Equal("Licence of demo\n",
            await File.ReadAllTextAsync(result.Closure.Packages.Single(p => p.Package.Name == "libdemo1").Copyright!,
            TestContext.Current.CancellationToken));
        Assert.Equal(LockFile.ToBytes(result.After), await File.ReadAllBytesAsync(_debian.Lock, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_text_of_a_lock_is_stable()
    {
        _debian.Main.Date = _debian.Updates.Date = _debian.Security.Date = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        _debian.Main.Write();
        _debian.Updates.Write();
        _debian.Security.Write();
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.2"));
        var text = await File.ReadAllTextAsync(_debian.Lock, TestContext.Current.CancellationToken);
        var demo = _debian.ReadLock().Find("libdemo2t64", DemoPackages.Architecture)!;
        Assert.StartsWith("""
            {
              "version": 1,
              "suite": "trixie",
              "releases": [
                {
                  "name": "trixie",
                  "date": "2026-01-02T03:04:05+00:00"
                },
                {
                  "name": "trixie-updates",
                  "date": "2026-01-02T03:04:05+00:00"
                },
                {
                  "name": "trixie-security",
                  "date": "2026-01-02T03:04:05+00:00"
                }
              ],
              "packages": [
                {
                  "name": "base-files",
            """.ReplaceLineEndings("\n"), text, StringComparison.Ordinal);
        Assert.EndsWith($$"""
                {
                  "name": "libdemo2t64",
                  "version": "1.0-1",
                  "architecture": "{{DemoPackages.Architecture}}",
                  "source": "libdemo2t64",
                  "archive": "debian",
                  "path": "pool/main/libd/libdemo2t64/libdemo2t64_1.0-1_{{DemoPackages.Architecture}}.deb",
                  "size": {{new FileInfo(_debian.PoolPath("libdemo2t64")).Length}},
                  "digest": "{{Digest.OfFile(_debian.PoolPath("libdemo2t64"))}}",
                  "neededBy": {
                    "app/app.csproj": [
                      "soname libdemo.so.2"
                    ]
                  }
                }
              ]
            }

            """.ReplaceLineEndings("\n"), text, StringComparison.Ordinal);
        Assert.Single(demo.NeededBy);
        Assert.DoesNotContain('\r', text);
    }

    [Fact]
    public async Task A_second_build_makes_no_request_and_keeps_the_lock()
    {
        var program = DemoPackages.Program("libdemo.so.1", "libodd.so.5");
        var first = await _debian.BuildAsync(program, new PackageRequest("demo-data", []));
        var before = await File.ReadAllBytesAsync(_debian.Lock, TestContext.Current.CancellationToken);
        _debian.NewRequests();
        var second = await _debian.BuildAsync(program, new PackageRequest("demo-data", []));
        Assert.Empty(_debian.NewRequests());
        Assert.Equal(before, await File.ReadAllBytesAsync(_debian.Lock, TestContext.Current.CancellationToken));
        Assert.Same(second.Before, second.After);
        Assert.Equal(first.Closure.Files.Select(f => (f.Path, f.HostPath)), second.Closure.Files.Select(f => (f.Path, f.HostPath)));
    }

    [Fact]
    public async Task Extending_a_lock_keeps_the_pinned_packages()
    {
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.1"));
        _debian.Publish(_debian.Updates, DemoPackages.Demo("2.0-1"));
        var result = await _debian.BuildAsync(DemoPackages.Program("libdemo.so.1", "libchain-c.so.1"));
        Assert.Equal("1.0-1", result.After!.Find("libdemo1", DemoPackages.Architecture)!.Version);
        Assert.Equal(["libchain-c1"], result.After.Packages.Select(p => p.Name).Except(result.Before!.Packages.Select(p => p.Name)));
    }

    [Fact]
    public async Task A_package_that_needs_a_newer_version_than_pinned_is_refused()
    {
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.1"));
        _debian.Publish(_debian.Updates, DemoPackages.Demo("2.0-1"),
            DemoPackages.Shared("libnew1", "libnew.so.1", fields: "Depends: libdemo1 (>= 2.0)\n"));
        var error = await _debian.RefusedAsync(DemoPackages.Program("libdemo.so.1", "libnew.so.1"));
        Assert.Equal("RIMG7052", error.Code);
        Assert.Contains("'libdemo1 1.0-1 ", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_package_that_needs_a_newer_version_than_pinned_by_another_project_is_refused()
    {
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.1"));
        _debian.Publish(_debian.Updates, DemoPackages.Demo("2.0-1"),
            DemoPackages.Shared("libnew1", "libnew.so.1", ["libdemo.so.1"], fields: "Depends: libdemo1 (>= 2.0)\n"));
        var other = _debian.Closure("other/other.csproj");
        var error = await DebianFixture.ErrorOf(() => other.ResolveAsync(_debian.Request(DemoPackages.Program("libnew.so.1"))));
        Assert.Equal("RIMG7052", error.Code);
    }

    [Fact]
    public async Task Locked_mode_names_the_packages_that_a_missing_lock_needs()
    {
        var error = await DebianFixture.ErrorOf(
            () => _debian.Closure(locked: true).ResolveAsync(_debian.Request(DemoPackages.Program("libdemo.so.1"))));
        Assert.Equal("RIMG7054", error.Code);
        Assert.Contains("libdemo.so.1", error.Text, StringComparison.Ordinal);
        Assert.Empty(_debian.NewRequests());
        Assert.False(File.Exists(_debian.Lock));
    }

    [Fact]
    public async Task Locked_mode_names_missing_packages_and_accepts_a_complete_lock()
    {
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.1"));
        _debian.NewRequests();
        await _debian.Closure(locked: true).ResolveAsync(
            _debian.Request(DemoPackages.Program("libdemo.so.1")), TestContext.Current.CancellationToken);
        var error =
            await DebianFixture.ErrorOf(() => _debian.Closure(locked: true)
                .ResolveAsync(_debian.Request(DemoPackages.Program("libdemo.so.1", "libodd.so.5", "libdemo.so.2"))));
        Assert.Equal("RIMG7053", error.Code);
        Assert.Contains("libodd.so.5", error.Text, StringComparison.Ordinal);
        Assert.Contains("libdemo.so.2", error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("libdemo.so.1'", error.Text, StringComparison.Ordinal);
        Assert.Empty(_debian.NewRequests());
    }

    [Fact]
    public async Task Two_projects_share_versions_and_see_their_own_packages()
    {
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.1", "libchain-c.so.1"));
        _debian.Publish(_debian.Updates, DemoPackages.Demo("2.0-1"));
        var other = await _debian.Closure("other/other.csproj").ResolveAsync(
            _debian.Request(DemoPackages.Program("libdemo.so.1", "libodd.so.5")), TestContext.Current.CancellationToken);
        var demo = other.After!.Packages.Single(p => p.Name == "libdemo1");
        Assert.Equal("1.0-1", demo.Version);
        Assert.Equal(["app/app.csproj", "other/other.csproj"], demo.NeededBy.Keys);
        Assert.Equal(["other/other.csproj"], other.After.Packages.Single(p => p.Name == "odd-runtime").NeededBy.Keys);
        Assert.Equal(["app/app.csproj"], other.After.Packages.Single(p => p.Name == "libchain-c1").NeededBy.Keys);
        Assert.DoesNotContain("libchain-c1", other.Closure.Packages.Select(p => p.Package.Name));
        var own = new PackageSelection(other.After, "other/other.csproj", DemoPackages.Architecture);
        Assert.Null(own.Find("libchain-c1"));
        Assert.NotNull(own.FindInLock("libchain-c1"));
    }

    [Fact]
    public async Task Packages_of_another_platform_are_kept()
    {
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.1"));
        var before = _debian.ReadLock();
        var foreign = before.Packages.Single(p => p.Name == "libdemo1") with { Architecture = "s390x" };
        LockFile.Write(_debian.Lock, before with { Packages = [.. before.Packages, foreign] });
        var result = await _debian.BuildAsync(DemoPackages.Program("libdemo.so.1", "libdemo.so.2"));
        Assert.Equal(
            [DemoPackages.Architecture, "s390x"], result.After!.Packages.Where(p => p.Name == "libdemo1").Select(p => p.Architecture));
    }

    [Theory]
    [InlineData("trixie")]
    [InlineData("stable")]
    [InlineData(null)]
    public async Task A_lock_holds_the_codename_even_if_the_suite_is_a_role(string? suite)
    {
        await _debian.Closure(suite: "stable").ResolveAsync(
            _debian.Request(DemoPackages.Program("libdemo.so.1")), TestContext.Current.CancellationToken);
        Assert.Equal("trixie", _debian.ReadLock().Suite);
        await _debian.Closure(suite: suite).ResolveAsync(
            _debian.Request(DemoPackages.Program("libdemo.so.1", "libdemo.so.2")), TestContext.Current.CancellationToken);
        Assert.Equal("trixie", _debian.ReadLock().Suite);
    }

    [Fact]
    public async Task A_suite_that_differs_from_the_lock_is_refused()
    {
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.1"));
        var error = await DebianFixture.ErrorOf(
            () => _debian.Closure(suite: "bookworm").ResolveAsync(_debian.Request(DemoPackages.Program("libdemo.so.1"))));
        Assert.Equal("RIMG7055", error.Code);
    }

    [Fact]
    public async Task The_error_for_a_library_of_another_suite_names_its_package()
    {
        var old = _debian.Pocket("debian", "bookworm", "oldstable");
        _debian.Publish(old, DemoPackages.Shared("libancient1", "libancient.so.1"));
        _debian.MakeRole("oldstable", "bookworm");
        var error = await _debian.RefusedAsync(DemoPackages.Program("libancient.so.1"));
        Assert.Equal("RIMG7056", error.Code);
        Assert.Contains("'libancient1' of bookworm", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("recommended")]
    [InlineData("required")]
    public async Task A_library_that_is_opened_at_run_time_is_found(string priority)
    {
        var result = await _debian.BuildAsync(DemoPackages.ProgramThatOpens("libchain-a.so.1", priority));
        Assert.NotNull(result.After!.Find("libchain-c1", DemoPackages.Architecture));
    }

    [Fact]
    public async Task A_recommended_library_without_a_package_does_not_invalidate_a_lock()
    {
        var program = DemoPackages.ProgramThatOpens("libnowhere.so.1", "recommended");
        var first = await _debian.BuildAsync(program);
        Assert.Equal(["RIMG3007"], first.Closure.Notices.Select(n => n.Diagnostic.Code));
        _debian.NewRequests();
        await _debian.Closure(locked: true).ResolveAsync(_debian.Request(program), TestContext.Current.CancellationToken);
        Assert.Empty(_debian.NewRequests());
        Assert.Equal("RIMG7056", (await _debian.RefusedAsync(DemoPackages.ProgramThatOpens("libnowhere.so.1", "required"))).Code);
    }

    [Fact]
    public async Task Two_platforms_share_a_lock()
    {
        var compiler = Require.Tool("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu");
        var loader = Require.File("/usr/aarch64-linux-gnu/lib/ld-linux-aarch64.so.1", "libc6-dev-arm64-cross");
        Require.That(DemoPackages.Architecture != "arm64", "this machine is the other platform itself");
        Directory.CreateDirectory(_debian["arm64"]);
        await CompileAsync("libdemo.so.2", "int f(void) { return 1; }", "-shared", "-fPIC", "-nostdlib", "-Wl,-soname,libdemo.so.2");
        await CompileAsync("program", "int _start(void) { return 0; }", "-nostdlib", "-Wl,--no-as-needed", "libdemo.so.2");
        _debian.Main.Architectures = [DemoPackages.Architecture, "arm64"];
        const string libraries = "./usr/lib/aarch64-linux-gnu";
        _debian.Publish(
            _debian.Main,
            new DebBuilder("libdemo2t64", "1.0-1", "arm64")
                .File($"{libraries}/libdemo.so.2", File.ReadAllBytes(_debian["arm64/libdemo.so.2"])).Licence(),
            new DebBuilder("libc6", "2.41-1", "arm64").File($"{libraries}/ld-linux-aarch64.so.1", File.ReadAllBytes(loader))
                .Link("./usr/lib/ld-linux-aarch64.so.1", "aarch64-linux-gnu/ld-linux-aarch64.so.1").Licence(),
            new DebBuilder("base-files", "13", "arm64").File("./usr/lib/os-release", "ID=debian\n").Licence());
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.2"), new PackageRequest("demo-data", []));
        var request = _debian.Request(_debian["arm64/program"],
            new PackageRequest("demo-data", [])) with
        {
            Platform = Platform.FromRuntimeIdentifier("linux-arm64")!,
        };
        var result = await _debian.Closure().ResolveAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(
            ["base-files amd64", "base-files arm64", "demo-data all", "libc6 amd64", "libc6 arm64", "libdemo2t64 amd64",
                "libdemo2t64 arm64"],
            result.After!.Packages.Select(p => $"{p.Name} {p.Architecture}"));
        _debian.NewRequests();
        await _debian.Closure(locked: true).ResolveAsync(request, TestContext.Current.CancellationToken);
        await _debian.BuildAsync(DemoPackages.Program("libdemo.so.2"), new PackageRequest("demo-data", []));
        Assert.Empty(_debian.NewRequests());

        async Task CompileAsync(string name, string source, params string[] flags)
        {
            File.WriteAllText(_debian[$"arm64/{name}.c"], source);
            var compiled = await ProcessRunner.CaptureAsync(
                new Command(compiler, ["-o", name, $"{name}.c", .. flags], _debian["arm64"]), TestContext.Current.CancellationToken);
            Assert.True(compiled.ExitCode == 0, compiled.StandardError);
        }
    }

    [Fact]
    public async Task An_architecture_missing_from_the_suite_is_an_error()
    {
        _debian.Main.Architectures = ["mips"];
        _debian.Main.Write();
        Assert.Equal("RIMG7050", (await _debian.RefusedAsync(DemoPackages.Program("libdemo.so.1"))).Code);
    }
}
