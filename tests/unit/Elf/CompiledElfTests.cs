using RustImage.Elf;
using RustImage.Testing;

namespace RustImage.UnitTests.Elf;

public sealed class CompiledElfTests : IDisposable
{
    private const string TwoVersions = """
        __asm__(".symver f_old,f@V1");
        __asm__(".symver f_new,f@@V2");
        int f_old(void) { return 1; }
        int f_new(void) { return 2; }
        int g(void) { return 3; }
        """;

    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Weak_and_strong_undefined_symbols_are_distinguished()
    {
        var file =
            Library("extern int strong(void); extern int weak(void) __attribute__((weak)); int f(void) { return strong() + weak(); }");
        Assert.False(Undefined(file, "strong").IsWeak);
        Assert.True(Undefined(file, "weak").IsWeak);
    }

    [Fact]
    public void A_function_referenced_only_by_the_PLT_is_lazily_bound()
    {
        var file = Library("extern int call(void); int f(void) { return call(); }", "-Wl,-z,lazy");
        Assert.False(file.BindNow);
        Assert.True(Undefined(file, "call").IsLazilyBound);
    }

    [Fact]
    public void A_function_whose_address_is_taken_is_not_lazily_bound()
    {
        var file = Library("extern int call(void); int (*p)(void) = call; int f(void) { return call(); }", "-Wl,-z,lazy");
        Assert.False(Undefined(file, "call").IsLazilyBound);
    }

    [Fact]
    public void A_variable_is_not_lazily_bound()
    {
        var file = Library("extern int variable; int f(void) { return variable; }", "-Wl,-z,lazy");
        Assert.False(Undefined(file, "variable").IsLazilyBound);
    }

    [Fact]
    public void No_symbol_is_lazily_bound_in_a_file_that_binds_at_start()
    {
        var file = Library("extern int call(void); int f(void) { return call(); }", "-Wl,-z,now");
        Assert.True(file.BindNow);
        Assert.False(Undefined(file, "call").IsLazilyBound);
    }

    [Theory]
    [InlineData("-Wl,--hash-style=gnu")]
    [InlineData("-Wl,--hash-style=sysv")]
    [InlineData("-Wl,--hash-style=both")]
    public void Default_and_hidden_versions_are_distinguished_with_every_hash_table(string hashStyle)
    {
        var path =
            WithVersions("libv.so", TwoVersions, "V1 { global: f; local: *; }; V2 { global: f; g; } V1;", hashStyle, "-Wl,-soname,libv.so");
        var file = ElfReader.Read(path);
        Assert.Equal(["V1", "V2"], file.VersionDefinitions);
        Assert.True(file.DefinesVersions);
        Assert.Equal(
            [("f", "V1", true), ("f", "V2", false), ("g", "V2", false)],
            file.DefinedSymbols.Where(s => s.Name is "f" or "g").Select(s => (s.Name, s.Version!, s.IsHidden)).Order());
        Assert.All(file.DefinedSymbols, s => Assert.True(s.VersionIndex >= 2));
        ElfReaderAgainstReadElfTests.AssertSame(path);
    }

    [Fact]
    public void A_needed_version_names_its_library()
    {
        WithVersions("libv.so", TwoVersions, "V1 { global: f; local: *; }; V2 { global: f; g; } V1;", "-Wl,-soname,libv.so.7");
        var file = Program("extern int g(void); int main(void) { return g(); }", "-L.", "-lv");
        Assert.Contains(new VersionNeed("libv.so.7", "V2", IsWeak: false), file.VersionNeeds);
        Assert.Contains("libv.so.7", file.Needed);
        Assert.Equal(("V2", "libv.so.7"), (Undefined(file, "g").Version, Undefined(file, "g").Library));
    }

    [Fact]
    public void A_program_without_exports_lists_its_undefined_symbols()
    {
        var file = Program("#include <stdio.h>\nint main(void) { return puts(\"\"); }", "-Wl,--hash-style=gnu", "-Wl,--no-export-dynamic");
        Assert.Empty(file.DefinedSymbols);
        Assert.Equal("libc.so.6", Undefined(file, "puts").Library);
    }

    [Fact]
    public void A_copied_variable_is_also_an_undefined_symbol_of_its_library()
    {
        const string source = "#include <stdio.h>\nint main(void) { return fputs(\"\", stdout); }";
        var file = ElfReader.Read(CCompiler.Compile(directory.Path, "copy", source, "-no-pie", "-fno-pic"));
        Assert.Contains(file.DefinedSymbols, s => s.Name == "stdout");
        Assert.Equal("libc.so.6", Undefined(file, "stdout").Library);
        Assert.False(Undefined(file, "stdout").IsLazilyBound);
    }

    [Fact]
    public void Old_dynamic_tags_yield_an_RPATH()
    {
        var file = Library("int f;", "-Wl,--disable-new-dtags", "-Wl,-rpath,$ORIGIN/../lib:/opt/lib");
        Assert.Equal(("$ORIGIN/../lib:/opt/lib", null), (file.RPath, file.RunPath));
    }

    [Fact]
    public void New_dynamic_tags_yield_a_RUNPATH()
    {
        var file = Library("int f;", "-Wl,--enable-new-dtags", "-Wl,-rpath,$ORIGIN/../lib:/opt/lib");
        Assert.Equal((null, "$ORIGIN/../lib:/opt/lib"), (file.RPath, file.RunPath));
    }

    [Fact]
    public void A_file_can_exclude_the_default_directories()
    {
        Assert.True(Library("int f;", "-Wl,-z,nodefaultlib").NoDefaultLibraries);
        Assert.False(Library("int f;").NoDefaultLibraries);
    }

    [Fact]
    public void A_library_may_have_no_SONAME_no_versions_and_no_build_id()
    {
        var file = Library("int f;", "-nostdlib", "-Wl,--build-id=none");
        Assert.Null(file.SoName);
        Assert.Null(file.BuildId);
        Assert.Null(file.Interpreter);
        Assert.False(file.DefinesVersions);
        Assert.Empty(file.Needed);
        Assert.Equal(new DefinedSymbol("f", null, IsHidden: false, VersionIndex: 1),
            Assert.Single(file.DefinedSymbols, s => s.Name == "f"));
    }

    [Fact]
    public void A_build_id_is_read_in_lower_case()
    {
        Assert.Equal("c0ffee00", Library("int f;", "-Wl,--build-id=0xC0FFEE00").BuildId);
    }

    [Fact]
    public void A_static_program_is_not_dynamic()
    {
        var file = Program("int main(void) { return 0; }", "-static");
        Assert.Equal((2, false, null), (file.Type, file.IsDynamic, file.Interpreter));
        Assert.Empty(file.UndefinedSymbols);
    }

    [Fact]
    public void A_static_position_independent_program_is_dynamic_but_has_no_interpreter()
    {
        var file = Program("int main(void) { return 0; }", "-static-pie");
        Assert.Equal((3, true, null), (file.Type, file.IsDynamic, file.Interpreter));
        Assert.Empty(file.Needed);
    }

    [Fact]
    public void The_interpreter_of_a_program_is_read()
    {
        var file = Program("int main(void) { return 0; }", "-pie", "-Wl,--dynamic-linker=/opt/ld.so");
        Assert.Equal((3, true, "/opt/ld.so"), (file.Type, file.IsDynamic, file.Interpreter));
    }

    [Fact]
    public void An_object_file_has_no_dynamic_facts()
    {
        var file = ElfReader.Read(CCompiler.Compile(directory.Path, "f.o", "int f;", "-c"));
        Assert.Equal((1, false), (file.Type, file.IsDynamic));
    }

    private ElfFile Library(string source, params string[] flags) =>
        ElfReader.Read(CCompiler.Compile(directory.Path, "library.so", source, ["-shared", "-fPIC", .. flags]));

    private ElfFile Program(string source, params string[] flags) =>
        ElfReader.Read(CCompiler.Compile(directory.Path, "program", source, flags));

    private string WithVersions(string name, string source, string script, params string[] flags)
    {
        File.WriteAllText(directory["versions.map"], script);
        return CCompiler.Compile(directory.Path, name, source, ["-shared", "-fPIC", "-Wl,--version-script=versions.map", .. flags]);
    }

    private static UndefinedSymbol Undefined(ElfFile file, string name) => Assert.Single(file.UndefinedSymbols, s => s.Name == name);
}
