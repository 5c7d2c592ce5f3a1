using RustImage.Closure;
using RustImage.Closure.Packages;
using RustImage.UnitTests.Debian;

namespace RustImage.UnitTests.Closure.Packages;

public sealed class RequestedPackageTests : IDisposable
{
    private static readonly string Program = DemoPackages.Program("libdemo.so.2");

    private readonly DebianFixture _debian = new();

    public void Dispose() => _debian.Dispose();

    [Fact]
    public async Task A_requested_package_is_added_without_its_documentation()
    {
        var closure = (await _debian.BuildAsync(Program, new PackageRequest("demo-data", []))).Closure;
        var files = closure.Files.Where(f => f.Package?.Name == "demo-data").ToDictionary(f => f.Path, f => f.Mode);
        Assert.Equal(
            ["/usr/share/demo/a.txt", "/usr/share/demo/run", "/usr/share/demo/sub/b.txt"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(0b111_101_101, files["/usr/share/demo/run"]);
        Assert.Equal(0b110_100_100, files["/usr/share/demo/a.txt"]);
        Assert.Contains(closure.Links,
            l => l == new ClosureLink("/usr/share/demo/link", "sub/b.txt", "/usr/share/demo/sub/b.txt", "ImagePackage demo-data")
            {
                Choice = ChoiceKind.Package,
            });
        Assert.Contains("demo-data", closure.Packages.Select(p => p.Package.Name));
        Assert.Equal(["ImagePackage demo-data"], _debian.ReadLock().Find("demo-data", "all")!.NeededBy["app/app.csproj"]);
    }

    [Fact]
    public async Task Patterns_select_files_of_a_package_including_its_documentation()
    {
        var closure =
            (await _debian.BuildAsync(Program,
                new PackageRequest("demo-data", ["/usr/share/demo/sub/**", "/usr/share/demo/sub/b.txt", "/usr/share/man/**"]))).Closure;
        Assert.Equal(["/usr/share/demo/sub/b.txt", "/usr/share/man/man1/demo.1"],
            closure.Files.Where(f => f.Package?.Name == "demo-data").Select(f => f.Path));
        Assert.DoesNotContain(closure.Links, l => l.Path == "/usr/share/demo/link");
    }

    [Fact]
    public async Task A_link_brings_its_target_with_the_reason()
    {
        var closure = (await _debian.BuildAsync(Program, new PackageRequest("demo-data", ["/usr/share/demo/link"]))).Closure;
        var file = Assert.Single(closure.Files, f => f.Package?.Name == "demo-data");
        Assert.Equal("/usr/share/demo/sub/b.txt", file.Path);
        Assert.Equal(["the target of /usr/share/demo/link", "ImagePackage demo-data"], file.Reasons);
        Assert.Contains("demo-data", closure.Packages.Select(p => p.Package.Name));
    }

    [Fact]
    public async Task A_link_to_a_program_brings_the_libraries_of_the_program()
    {
        var closure = (await _debian.BuildAsync(Program, new PackageRequest("demo-tool", ["/usr/bin/dt"]))).Closure;
        Assert.Contains("/usr/bin/demo-tool", closure.Files.Select(f => f.Path));
        Assert.Contains($"{DemoPackages.Libraries}/libchain-c.so.1", closure.Files.Select(f => f.Path));
    }

    [Fact]
    public async Task Of_two_requests_for_a_link_the_more_exact_one_counts()
    {
        var closure = (await _debian.BuildAsync(Program, new PackageRequest("demo-data", []),
            new PackageRequest("demo-data", ["/usr/share/demo/link"]))).Closure;
        Assert.Equal(ChoiceKind.Path, Assert.Single(closure.Links, l => l.Path == "/usr/share/demo/link").Choice);
    }

    [Fact]
    public async Task A_pattern_without_a_match_is_an_error()
    {
        var error = await _debian.RefusedAsync(Program, new PackageRequest("demo-data", ["/usr/share/zoneinfo/**"]));
        Assert.Equal("RIMG7062", error.Code);
        Assert.Contains("'/usr/share/zoneinfo/**'", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_requests_for_one_package_add_each_file_once()
    {
        var closure =
            (await _debian.BuildAsync(Program, new PackageRequest("demo-data", []),
                new PackageRequest("demo-data", ["/usr/share/demo/**"]))).Closure;
        Assert.Equal(closure.Files.Select(f => f.Path).Distinct(), closure.Files.Select(f => f.Path));
        Assert.Equal(closure.Links.Select(l => l.Path).Distinct(), closure.Links.Select(l => l.Path));
    }

    [Fact]
    public async Task A_user_file_wins_over_the_file_of_a_requested_package()
    {
        var request = _debian.Request(Program, new PackageRequest("demo-data", []));
        var own = new Dictionary<string, string> { ["/usr/share/demo/a.txt"] = _debian.Settings.Keyring };
        var result = await _debian.Closure().ResolveAsync(request with { UserFiles = own }, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("/usr/share/demo/a.txt", result.Closure.Files.Select(f => f.Path));
    }

    [Fact]
    public async Task The_libraries_of_programs_in_a_package_are_added()
    {
        var result = await _debian.BuildAsync(Program, new PackageRequest("demo-tool", []));
        Assert.Contains("/usr/bin/demo-tool", result.Closure.Files.Select(f => f.Path));
        Assert.Contains($"{DemoPackages.Libraries}/libchain-c.so.1", result.Closure.Files.Select(f => f.Path));
        Assert.Contains(result.Closure.Links, l => l.Path == "/usr/bin/dt" && l.Target == "demo-tool");
        Assert.NotNull(result.After!.Find("libchain-c1", DemoPackages.Architecture));
    }

    [Fact]
    public async Task A_package_that_is_both_needed_and_requested_is_added_once()
    {
        var result = await _debian.BuildAsync(DemoPackages.Program("libdemo.so.1"), new PackageRequest("libdemo1", []));
        Assert.Single(result.Closure.Files, f => f.Path == $"{DemoPackages.Libraries}/libdemo.so.1.0");
        Assert.Single(result.Closure.Links, l => l.Path == $"{DemoPackages.Libraries}/libdemo.so.1");
    }

    [Theory]
    [InlineData("tzdatta", "RIMG7051")]
    [InlineData("tzdata=2026a", "RIMG7067")]
    [InlineData("tzdata:all", "RIMG7067")]
    [InlineData("TZdata", "RIMG7067")]
    [InlineData("../tzdata", "RIMG7067")]
    public async Task An_unknown_or_invalid_package_name_is_an_error(string name, string code)
    {
        var error = await _debian.RefusedAsync(Program, new PackageRequest(name, []));
        Assert.Equal(code, error.Code);
        Assert.Contains($"'{name}'", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_virtual_package_is_replaced_by_its_provider(bool alsoNeededAsLibrary)
    {
        var program = DemoPackages.Program(alsoNeededAsLibrary ? "libdemo.so.2" : "libdemo.so.1");
        if (alsoNeededAsLibrary)
            await _debian.BuildAsync(program);
        var request = new PackageRequest("libdemo2", []);
        var result = await _debian.BuildAsync(program, request);
        Assert.Contains($"{DemoPackages.Libraries}/libdemo.so.2", result.Closure.Files.Select(f => f.Path));
        Assert.Contains(
            "ImagePackage libdemo2", _debian.ReadLock().Find("libdemo2t64", DemoPackages.Architecture)!.NeededBy["app/app.csproj"]);
        _debian.NewRequests();
        await _debian.Closure(locked: true).ResolveAsync(_debian.Request(program, request), TestContext.Current.CancellationToken);
        await _debian.BuildAsync(program, request);
        Assert.Empty(_debian.NewRequests());
    }

    [Fact]
    public async Task Locked_mode_names_a_package_missing_from_the_lock()
    {
        await _debian.BuildAsync(Program);
        var error = await DebianFixture.ErrorOf(
            () => _debian.Closure(locked: true).ResolveAsync(_debian.Request(Program, new PackageRequest("demo-data", []))));
        Assert.Equal("RIMG7053", error.Code);
        Assert.Contains("'demo-data' (ImagePackage demo-data)", error.Text, StringComparison.Ordinal);
    }
}
