using RustImage.Closure;
using RustImage.Closure.Proof;
using RustImage.Closure.Sources;
using RustImage.Elf;
using static RustImage.UnitTests.Closure.FakeRoot;

namespace RustImage.UnitTests.Closure.Proof;

/// <summary>Errors of the loader, with compiled libraries that differ from those at link time.</summary>
public sealed class LinkProofTests : IDisposable
{
    private const string Calls = "int a(void); int main(void) { return a(); }";
    private const string Defines = "int a(void) { return 0; }";

    private readonly CompiledRoot _root = new();

    [Fact]
    public void The_error_for_an_undefined_symbol_version_names_the_defined_versions()
    {
        var wanted = _root.LibraryOutside("liba.so", Defines, _root.VersionScript("DEMO_2.36 { global: a; };"));
        var versions = _root.VersionScript("DEMO_2.9 { global: a; }; DEMO_2.10 { global: z; } DEMO_2.9;");
        _root.Library("/usr/lib/liba.so", "int a(void) { return 0; } int z(void) { return 0; }", versions);
        _root.Program("hello", Calls, wanted);
        var error = Assert.Single(_root.ResolveErrors());
        Assert.Equal("RIMG3004", error.Code);
        Assert.StartsWith(
            "'/app/hello' needs version DEMO_2.36 of liba.so (for a), but liba.so (/usr/lib/liba.so) offers up to DEMO_2.10: ",
            error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_of_a_package_may_use_symbols_of_an_unknown_program()
    {
        var program = new StartFile("/app/hello", _root.Program("hello", "int main(void) { return 0; }"));
        var plugin = new StartFile(
            "/usr/lib/host/plugin.so", _root.LibraryOutside("plugin.so", "extern int of_host; int *p(void) { return &of_host; }"));
        var error = Assert.Throws<RustImageException>(
            () => ClosureResolver.Resolve(TestClosureRequest.For([program, plugin], CompiledRoot.Host), _root.Source));
        Assert.Equal("RIMG3005", error.Code);
        var closure = ClosureResolver.Resolve(TestClosureRequest.For([program, plugin with { IsFromPackage = true }], CompiledRoot.Host),
            _root.Source);
        Assert.Empty(closure.Notices);
    }

    [Fact]
    public void A_version_is_required_even_if_its_symbol_is_weak()
    {
        var wanted = _root.LibraryOutside("liba.so", Defines, _root.VersionScript("DEMO_2 { global: a; };"));
        _root.Library("/usr/lib/liba.so", Defines, _root.VersionScript("DEMO_1 { global: a; };"));
        _root.Program("hello", "int a(void) __attribute__((weak)); int main(void) { return a ? a() : 0; }", wanted);
        // binutils marks such a version as weak since 2.35. The test follows the flag in the file.
        var isWeak = ElfReader.Read(
            _root.Program("again", "int a(void) __attribute__((weak)); int main(void) { return a ? a() : 0; }", wanted))
            .VersionNeeds.Single(v => v.Version == "DEMO_2").IsWeak;
        if (isWeak)
            Assert.Empty(_root.Resolve().Notices);
        else
            Assert.Contains(_root.ResolveErrors(), e => e.Code == "RIMG3004");
    }

    [Fact]
    public void For_a_weak_symbol_only_a_missing_strong_version_is_an_error()
    {
        var program = Program("liba.so") with { UndefinedSymbols = [Wants("a", "DEMO_2", "liba.so", weak: true)] };
        var library = Library("liba.so") with { DefinesVersions = true, VersionDefinitions = ["DEMO_1"] };
        var root = new FakeRoot().Add("/usr/lib/liba.so", library, new Package("liba1", "1.0-1", "amd64", "a"));
        var error = Assert.Single(root.ResolveErrors(program with { VersionNeeds = [new("liba.so", "DEMO_2", IsWeak: false)] }));
        Assert.StartsWith(
            "'/app/hello' needs version DEMO_2 of liba.so (for a), but liba.so of liba1 1.0-1 offers up to DEMO_1: ",
            error.Text, StringComparison.Ordinal);
        Assert.Empty(root.Resolve(program with { VersionNeeds = [new("liba.so", "DEMO_2", IsWeak: true)] }).Notices);
    }

    [Fact]
    public void A_library_without_versions_is_accepted_with_a_warning()
    {
        var wanted = _root.LibraryOutside("liba.so", Defines, _root.VersionScript("DEMO_1 { global: a; };"));
        _root.Library("/usr/lib/liba.so", Defines);
        _root.Program("hello", Calls, wanted);
        var notice = Assert.Single(_root.Resolve().Notices);
        Assert.Equal((Severity.Warning, "RIMG3009"), (notice.Severity, notice.Diagnostic.Code));
    }

    [Fact]
    public void A_symbol_missing_from_its_version_is_an_error()
    {
        const string both = "int a(void) { return 0; } int b(void) { return 0; }";
        var wanted = _root.LibraryOutside("liba.so", both, _root.VersionScript("DEMO_1 { global: a; b; };"));
        _root.Library("/usr/lib/liba.so", both, _root.VersionScript("DEMO_1 { global: a; }; DEMO_2 { global: b; };"));
        _root.Program("hello", "int a(void); int b(void); int main(void) { return a() + b(); }", wanted);
        var error = Assert.Single(_root.ResolveErrors());
        Assert.Equal("RIMG3005", error.Code);
        Assert.StartsWith(
            "'/app/hello' needs the symbol b of version DEMO_1, but liba.so (/usr/lib/liba.so) defines b with DEMO_2: ",
            error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_missing_symbols_of_one_library_are_one_error()
    {
        var wanted = _root.LibraryOutside("liba.so", "int a, b, c, d, e;");
        _root.Library("/usr/lib/liba.so", "int a;");
        _root.Program("hello", "extern int a, b, c, d, e; int *all[] = { &a, &b, &c, &d, &e }; int main(void) { return 0; }", wanted,
            "-fPIE", "-pie");
        var error = Assert.Single(_root.ResolveErrors());
        Assert.StartsWith("'/app/hello' needs the symbols ", error.Text, StringComparison.Ordinal);
        Assert.Contains(" and 1 more, but none of the 4 files of the process defines it", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weak_symbol_may_be_missing()
    {
        _root.Program("hello", "int a(void) __attribute__((weak)); int main(void) { return a ? a() : 0; }");
        Assert.Empty(_root.Resolve().Notices);
    }

    [Fact]
    public void A_missing_lazily_bound_function_is_a_warning_and_with_z_now_an_error()
    {
        const string calls = "int nowhere(void); int a(void) { return nowhere(); }";
        var lazy = _root.Library("/usr/lib/liba.so", calls, "-Wl,-z,lazy");
        _root.Program("hello", Calls, lazy);
        var notice = Assert.Single(_root.Resolve().Notices);
        Assert.Equal((Severity.Warning, "RIMG3010"), (notice.Severity, notice.Diagnostic.Code));
        Assert.StartsWith("'/usr/lib/liba.so' (NEEDED by /app/hello) calls nowhere, which no file of the image defines",
            notice.Diagnostic.Text, StringComparison.Ordinal);

        _root.Library("/usr/lib/liba.so", calls, "-Wl,-z,now");
        Assert.Equal("RIMG3005", Assert.Single(_root.ResolveErrors()).Code);
    }

    [Fact]
    public void A_plugin_may_use_symbols_exported_by_the_program()
    {
        _root.Program("hello", "int api(void) { return 0; } int main(void) { return 0; }", "-rdynamic");
        _root.AddRoot(
            "/app/libplugin.so", _root.LibraryOutside("libplugin.so", "int api(void); int a(void) { return api(); }", "-Wl,-z,now"));
        Assert.Empty(_root.Resolve().Notices);
    }

    [Theory]
    [InlineData(null, "V_1", true, 3, false)] // hidden, and not the first version
    [InlineData(null, "V_1", true, 2, true)]
    [InlineData(null, "V_1", false, 5, true)]
    [InlineData("V_1", "V_1", true, 4, true)]
    [InlineData("V_1", "V_2", false, 4, false)]
    [InlineData("V_1", null, false, 1, true)]
    [InlineData("V_1", null, true, 1, false)]
    public void Symbol_definitions_match_as_in_the_loader(string? wanted, string? defined, bool hidden, ushort index, bool matches)
    {
        var index1 = new SymbolIndex(Library("liba.so") with { DefinedSymbols = [Has("a", defined, hidden, index)] });
        Assert.Equal(matches, index1.Defines(Wants("a", wanted, "liba.so"), isMusl: false));
    }

    [Fact]
    public void Symbols_of_the_loader_are_found_even_if_no_file_needs_it()
    {
        var root = new FakeRoot();
        root.Add(Interpreter, Library("ld-linux-x86-64.so.2") with { DefinedSymbols = [Has("__tls_get_addr")] });
        Assert.Empty(root.Resolve(Program() with { UndefinedSymbols = [Wants("__tls_get_addr")] }).Notices);
    }

    [Fact]
    public void Musl_ignores_versions_and_binds_all_symbols_at_start()
    {
        var root = new FakeRoot("/usr/lib/ld-musl-x86_64.so.1")
            .Add("/usr/lib/libb.so", Library("libb.so") with { DefinedSymbols = [Has("b")] })
            .Add("/opt/x/liba.so", Library("liba.so", "libb.so", "libc.musl-x86_64.so.1") with
            {
                UndefinedSymbols = [Wants("b", "B_1", "libb.so"), Wants("nowhere", lazy: true)],
                VersionNeeds = [new("libb.so", "B_1", false)],
            });
        var program = Program("liba.so", "libc.so") with { Interpreter = "/lib/ld-musl-x86_64.so.1", RunPath = "/opt/x" };
        var error = Assert.Single(root.ResolveErrors(program));
        Assert.StartsWith("'/opt/x/liba.so' (NEEDED by /app/hello) needs the symbol nowhere, but none of the 4 files", error.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void On_musl_the_RUNPATH_of_the_program_applies_to_indirect_libraries()
    {
        var root = new FakeRoot("/usr/lib/ld-musl-x86_64.so.1")
            .Add("/opt/x/liba.so", Library("liba.so", "libb.so"))
            .Add("/opt/x/libb.so", Library("libb.so", "libc.musl-x86_64.so.1"));
        var closure = root.Resolve(Program("liba.so") with { Interpreter = "/lib/ld-musl-x86_64.so.1", RunPath = "/opt/x" });
        Assert.Equal(["/opt/x/liba.so", "/opt/x/libb.so", "/usr/lib/ld-musl-x86_64.so.1"], closure.Files.Select(f => f.Path));
    }

    [Fact]
    public void The_default_directories_are_not_searched_for_a_file_that_excludes_them()
    {
        var root = new FakeRoot().Add("/usr/lib/liba.so", Library("liba.so"));
        var error = Assert.Single(root.ResolveErrors(Program("liba.so") with { NoDefaultLibraries = true }));
        Assert.Contains("searched in no directory", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_file_of_another_architecture_and_a_missing_loader_are_reported_together()
    {
        var root = new FakeRoot("/usr/lib64/other");
        var errors = root.ResolveErrors(Program(), ("/app/arm", Program() with { Machine = 183 }));
        Assert.Equal(["RIMG2003", "RIMG3002"], errors.Select(e => e.Code));
        Assert.StartsWith("'/app/arm' is made for linux-arm64, but the image is for linux-amd64", errors[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_static_program_needs_nothing()
    {
        var closure = new FakeRoot().Resolve(Library(null) with { IsDynamic = false, Type = 2 });
        Assert.Equal((0, 0, 0), (closure.Files.Count, closure.Links.Count, closure.Notices.Count));
    }

    [Theory]
    [InlineData("GLIBC_2.40", "GLIBC_2.36")]
    [InlineData("GLIBCXX_3.4", "GLIBCXX_3.4.30")]
    [InlineData("DEMO_1", null)]
    [InlineData("noversion", null)]
    public void Versions_are_compared_as_numbers(string wanted, string? highest) =>
        Assert.Equal(highest,
            VersionNames.HighestLike(wanted, ["GLIBC_2.9", "GLIBC_2.36", "GLIBC_PRIVATE", "GLIBC_2.4", "GLIBCXX_3.4.30", "GLIBCXX_3.4.9"]));

    public void Dispose() => _root.Dispose();
}
