using System.Buffers.Binary;
using RustImage.Closure;

namespace RustImage.UnitTests.Closure.Loading;

/// <summary>
/// Which file the loader uses, with compiled programs. <see cref="LoaderComparisonTests"/> compares with the loader itself.
/// </summary>
public sealed class LibrarySearchTests : IDisposable
{
    private const string CallsA = "int a(void); int main(void) { return a(); }";
    private const string CallsB = "int b(void); int a(void) { return b(); }";
    private const string DefinesA = "int a(void) { return 0; }";
    private const string DefinesB = "int b(void) { return 0; }";
    private const string OldTags = "-Wl,--disable-new-dtags";
    private const string NewTags = "-Wl,--enable-new-dtags";

    private readonly CompiledRoot _root = new();

    [Fact]
    public void The_RPATH_of_a_program_applies_to_indirect_libraries()
    {
        var b = _root.Library("/opt/x/libb.so", DefinesB);
        var a = _root.Library("/opt/x/liba.so", CallsB, b);
        _root.Program("hello", CallsA, a, "-Wl,-rpath,/opt/x", OldTags);
        Assert.Equal(["/opt/x/liba.so", "/opt/x/libb.so"], _root.ResolveLibraries());
    }

    [Fact]
    public void The_RUNPATH_of_a_program_does_not_apply_to_indirect_libraries()
    {
        var b = _root.Library("/opt/x/libb.so", DefinesB);
        var a = _root.Library("/opt/x/liba.so", CallsB, b);
        _root.Program("hello", CallsA, a, "-Wl,-rpath,/opt/x", NewTags);
        var error = Assert.Single(_root.ResolveErrors());
        Assert.Equal("RIMG3001", error.Code);
        Assert.StartsWith(
            "'libb.so', needed by '/opt/x/liba.so' (NEEDED by /app/hello), is not in "
            + $"the root in '{_root.Path}', searched in {CompiledRoot.LibraryDirectory}, /usr/lib",
            error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_with_a_RUNPATH_does_not_inherit_an_RPATH()
    {
        var b = _root.Library("/opt/x/libb.so", DefinesB);
        var a = _root.Library("/opt/x/liba.so", CallsB, b, "-Wl,-rpath,/opt/none", NewTags);
        _root.Program("hello", CallsA, a, "-Wl,-rpath,/opt/x", OldTags);
        Assert.Contains("searched in /opt/none, ", Assert.Single(_root.ResolveErrors()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$ORIGIN/../opt/x")]
    [InlineData("${ORIGIN}/../opt/x")]
    [InlineData("relative::/none:/opt/x")]
    public void ORIGIN_is_the_directory_in_the_image(string path)
    {
        var a = _root.Library("/opt/x/liba.so", DefinesA);
        _root.Program("hello", CallsA, a, $"-Wl,-rpath,{path}");
        Assert.Equal(["/opt/x/liba.so"], _root.ResolveLibraries());
    }

    [Fact]
    public void ORIGIN_of_a_library_is_the_directory_of_its_link_and_not_of_its_target()
    {
        var b = _root.Library("/opt/names/private/libb.so", DefinesB);
        var a = _root.Library("/opt/files/liba.so", CallsB, b, "-Wl,-rpath,$ORIGIN/private");
        _root.Link("/opt/names/liba.so", "/opt/files/liba.so");
        _root.Program("hello", CallsA, a, "-Wl,-rpath,/opt/names");
        Assert.Equal(["/opt/files/liba.so", "/opt/names/private/libb.so"], _root.ResolveLibraries());
        var link = Assert.Single(_root.Resolve().Links, l => l.Path == "/opt/names/liba.so");
        Assert.Equal("/opt/files/liba.so", link.Target);
    }

    [Fact]
    public void LIB_is_the_first_default_directory()
    {
        var a = _root.Library($"/opt/lib/{CompiledRoot.Host.Multiarch}/liba.so", DefinesA);
        _root.Program("hello", CallsA, a, "-Wl,-rpath,/opt/$LIB");
        Assert.Equal([$"/opt/lib/{CompiledRoot.Host.Multiarch}/liba.so"], _root.ResolveLibraries());
    }

    [Fact]
    public void A_NEEDED_name_with_a_slash_is_a_path()
    {
        _root.Library("/opt/x/liba.so", DefinesA);
        var a = _root.LibraryOutside("liba.so", DefinesA, "-Wl,-soname,/opt/x/liba.so");
        _root.Program("hello", CallsA, a);
        Assert.Equal(["/opt/x/liba.so"], _root.ResolveLibraries());
    }

    [Fact]
    public void A_relative_path_is_refused_because_it_depends_on_the_working_directory()
    {
        var a = _root.LibraryOutside("liba.so", DefinesA, "-Wl,-soname,target/liba.so");
        _root.Program("hello", CallsA, a);
        var error = Assert.Single(_root.ResolveErrors());
        Assert.Equal("RIMG3011", error.Code);
        Assert.StartsWith("'target/liba.so', needed by '/app/hello', is a relative path", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_of_another_architecture_is_skipped_and_named_if_no_other_is_found()
    {
        var a = _root.Library("/opt/right/liba.so", DefinesA);
        var wrong = _root.Library("/opt/wrong/liba.so", DefinesA);
        SetMachine(wrong, 8);
        _root.Program("hello", CallsA, a, "-Wl,-rpath,/opt/wrong:/opt/right");
        Assert.Equal(["/opt/right/liba.so"], _root.ResolveLibraries());

        File.Delete(a);
        var error = Assert.Single(_root.ResolveErrors());
        Assert.Contains("passed over /opt/wrong/liba.so (made for machine 8, ", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_file_with_the_name_of_the_library_ends_the_search()
    {
        var a = _root.Library("/opt/x/liba.so", DefinesA);
        _root.Write("/opt/first/liba.so", "INPUT(-lb)");
        _root.Program("hello", CallsA, a, "-Wl,-rpath,/opt/first:/opt/x");
        var error = Assert.Single(_root.ResolveErrors());
        Assert.Contains("passed over /opt/first/liba.so (no ELF file: perhaps a linker script", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_library_is_reported_with_its_defect()
    {
        var a = _root.Library("/usr/lib/liba.so", DefinesA);
        _root.Program("hello", CallsA, a);
        File.WriteAllBytes(a, File.ReadAllBytes(a)[..100]);
        var error = Assert.Single(_root.ResolveErrors());
        Assert.Equal("RIMG3001", error.Code);
        Assert.Contains("passed over /usr/lib/liba.so (", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_for_a_program_of_another_system_names_its_format()
    {
        _root.Write("/hello.exe", "MZ and so on");
        _root.AddRoot("/app/hello", _root["/hello.exe"]);
        Assert.Equal("RIMG2001", Assert.Single(_root.ResolveErrors()).Code);
    }

    [Fact]
    public void A_cancelled_build_stops()
    {
        var path = _root.Program("hello", "int main(void) { return 0; }");
        Assert.Throws<OperationCanceledException>(() => ClosureResolver.Resolve(
            TestClosureRequest.For([new StartFile("/app/hello", path)], CompiledRoot.Host), _root.Source,
            new CancellationToken(canceled: true)));
    }

    [Fact]
    public void An_already_loaded_soname_is_not_searched_again()
    {
        var a = _root.Library("/opt/x/liba.so", CallsB);
        var b = _root.Library("/opt/x/libb.so", DefinesB);
        _root.Library($"{CompiledRoot.LibraryDirectory}/libb.so", DefinesB);
        // liba needs libb as well, and its own search would find the other file.
        File.Delete(a);
        a = _root.Library("/opt/x/liba.so", CallsB, b);
        _root.Program("hello", CallsA, a, b, "-Wl,-rpath,/opt/x");
        Assert.Equal(["/opt/x/liba.so", "/opt/x/libb.so"], _root.ResolveLibraries());
    }

    [Fact]
    public void A_user_file_wins_and_is_not_part_of_the_closure()
    {
        var a = _root.Library($"{CompiledRoot.LibraryDirectory}/liba.so", DefinesA);
        var own = _root.LibraryOutside("liba.so", DefinesA);
        _root.Program("hello", CallsA, a);
        Assert.Equal([$"{CompiledRoot.LibraryDirectory}/liba.so"], _root.ResolveLibraries());
        _root.UserFiles[$"/lib/{CompiledRoot.Host.Multiarch}/liba.so"] = own;
        Assert.Empty(_root.ResolveLibraries());
    }

    [Fact]
    public void The_libraries_of_a_user_library_are_found()
    {
        var b = _root.Library("/usr/lib/libb.so", DefinesB);
        _root.Program("hello", "int main(void) { return 0; }");
        _root.AddRoot("/app/plugins/libplugin.so", _root.LibraryOutside("libplugin.so", CallsB, b));
        var file = Assert.Single(_root.Resolve().Files, f => f.Path == "/usr/lib/libb.so");
        Assert.Equal(["NEEDED by /app/plugins/libplugin.so"], file.Reasons);
    }

    [Fact]
    public void Every_missing_library_is_reported_in_one_run()
    {
        var a = _root.LibraryOutside("liba.so", DefinesA);
        var b = _root.LibraryOutside("libb.so", DefinesB);
        _root.Program("hello", CallsA, a, b);
        Assert.Equal(["'liba.so'", "'libb.so'"], _root.ResolveErrors().Select(e => e.Text.Split(',')[0]));
    }

    public void Dispose() => _root.Dispose();

    private static void SetMachine(string path, ushort machine)
    {
        var bytes = File.ReadAllBytes(path);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(18), machine);
        File.WriteAllBytes(path, bytes);
    }
}
