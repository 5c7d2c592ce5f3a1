using RustImage.Testing;

namespace RustImage.UnitTests.Closure;

/// <summary>The closure of an image on a base with a libc and a loader, and a separate library source.</summary>
public sealed class BaseClosureTests : IDisposable
{
    private const string CallsA = "int a(void); int main(void) { return a(); }";
    private const string DefinesA = "int a(void) { return 0; }";

    private readonly CompiledRoot _base = new();
    private readonly CompiledRoot _root = new();

    public BaseClosureTests() => _root.Base = new DirectoryBase(_base.Path);

    [Fact]
    public void Files_of_the_base_are_not_added_and_have_reasons()
    {
        var a = _base.Library("/usr/lib/liba.so.1", DefinesA);
        _root.Library("/usr/lib/liba.so.1", DefinesA);
        _root.Program("hello", CallsA, a);
        var closure = _root.Resolve();
        Assert.Empty(closure.Files);
        Assert.Empty(closure.Links);
        var file = Assert.Single(closure.BaseFiles, f => f.Path == "/usr/lib/liba.so.1");
        Assert.Equal(["NEEDED by /app/hello"], file.Reasons);
        Assert.Contains(closure.BaseFiles, f => f.SoName == "libc.so.6");
    }

    [Fact]
    public void Only_libraries_missing_from_the_base_are_added()
    {
        var a = _root.Library("/usr/lib/liba.so.1", DefinesA);
        _root.Program("hello", CallsA, a);
        Assert.Equal(["/usr/lib/liba.so.1"], _root.Resolve().Files.Select(f => f.Path));
    }

    [Fact]
    public void The_error_for_a_base_library_that_is_too_old_says_so()
    {
        var wanted = _root.LibraryOutside("liba.so.1", DefinesA, _root.VersionScript("DEMO_2 { global: a; };"));
        _root.Library("/usr/lib/liba.so.1", DefinesA, _root.VersionScript("DEMO_2 { global: a; };"));
        _base.Library("/usr/lib/liba.so.1", DefinesA, _base.VersionScript("DEMO_1 { global: a; };"));
        _root.Program("hello", CallsA, wanted);
        var error = Assert.Single(_root.ResolveErrors());
        Assert.Equal("RIMG5122", error.Code);
        Assert.StartsWith(
            "'/app/hello' needs version DEMO_2 of liba.so.1 (for a), but in the base image 'company/base:1' liba.so.1 " +
                "(/usr/lib/liba.so.1) offers up to DEMO_1, so that base is too old: choose a newer one (with a liba.so.1 that has DEMO_2)",
            error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_libc_that_is_too_old_is_never_supplemented_by_a_second_one()
    {
        File.Delete(_base[$"{CompiledRoot.LibraryDirectory}/libc.so.6"]);
        _base.Library($"{CompiledRoot.LibraryDirectory}/libc.so.6", "int a;", _base.VersionScript("GLIBC_2.2 { global: a; };"));
        var wanted = _root.LibraryOutside("libc.so.6", DefinesA, _root.VersionScript("GLIBC_2.39 { global: a; };"));
        _root.Program("hello", "int a(void); void _start(void) { a(); }", "-nostdlib", "-pie", wanted);
        var error = Assert.Single(_root.ResolveErrors());
        Assert.Equal("RIMG5122", error.Code);
        Assert.Contains("glibc 2.39 or newer, such as Ubuntu 24.04 or RHEL 10 or Debian 13 has", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_of_the_C_library_missing_from_the_base_is_an_error()
    {
        var m = _root.Library($"{CompiledRoot.LibraryDirectory}/libm.so.6", DefinesA);
        _root.Program("hello", CallsA, m);
        Assert.Equal("RIMG5121", Assert.Single(_root.ResolveErrors()).Code);
    }

    [Fact]
    public void A_base_with_another_C_library_is_refused()
    {
        using var musl = new TemporaryDirectory();
        Directory.CreateDirectory(musl["lib"]);
        File.WriteAllText(musl["lib/ld-musl-x86_64.so.1"], "");
        _root.Base = new DirectoryBase(musl.Path);
        _root.Program("hello", "int main(void) { return 0; }");
        var error = Assert.Single(_root.ResolveErrors());
        Assert.Equal("RIMG5120", error.Code);
        Assert.Contains("(/lib/ld-musl-x86_64.so.1)", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_whole_C_library_is_added_to_a_base_without_one()
    {
        using var data = new TemporaryDirectory();
        _root.Base = new DirectoryBase(data.Path);
        _root.Program("hello", "int main(void) { return 0; }");
        Assert.Contains(_root.Resolve().Files, f => f.SoName == "libc.so.6");
    }

    [Fact]
    public void A_directory_named_only_in_ld_so_conf_of_the_base_is_not_searched()
    {
        var a = _base.Library("/opt/conf/liba.so.1", DefinesA);
        _base.Write("/etc/ld.so.conf", "/opt/conf\n");
        _root.Program("hello", CallsA, a);
        Assert.Equal("RIMG3001", Assert.Single(_root.ResolveErrors()).Code);

        Require.That(Environment.IsPrivilegedProcess, "ldconfig -r needs root: run the tests as root");
        Ldconfig.Run("-r", _base.Path);
        Assert.Contains(_root.Resolve().BaseFiles, f => f.Path == "/opt/conf/liba.so.1");
    }

    [Fact]
    public void A_library_found_by_ld_so_conf_of_the_source_gets_a_link_in_a_default_directory()
    {
        var a = _root.Library("/opt/conf/liba.so.1", DefinesA);
        _root.Write("/etc/ld.so.conf", "/opt/conf\n");
        _root.Program("hello", CallsA, a);
        var closure = _root.Resolve();
        Assert.Equal(["/opt/conf/liba.so.1"], closure.Files.Select(f => f.Path));
        Assert.Equal([$"{CompiledRoot.LibraryDirectory}/liba.so.1"], closure.Links.Select(l => l.Path));
    }

    [Fact]
    public void A_user_file_replaces_the_file_of_the_base_and_is_checked_instead()
    {
        var a = _base.Library("/usr/lib/liba.so.1", DefinesA);
        _root.UserFiles["/usr/lib/liba.so.1"] = _root.LibraryOutside("liba.so.1", "int b(void) { return 0; }");
        _root.Program("hello", CallsA, a);
        Assert.Equal("RIMG3005", Assert.Single(_root.ResolveErrors()).Code);
        _root.UserFiles["/usr/lib/liba.so.1"] = _root.LibraryOutside("good/liba.so.1", DefinesA, "-Wl,-soname,liba.so.1");
        Assert.Empty(_root.Resolve().Files);
    }

    [Fact]
    public void An_unusable_library_of_the_base_is_an_error()
    {
        _base.Write("/usr/lib/liba.so.1", "INPUT(liba.so.2)\n");
        var a = _root.Library("/usr/lib/liba.so.1", DefinesA);
        _root.Program("hello", CallsA, a);
        Assert.Equal("RIMG5124", Assert.Single(_root.ResolveErrors()).Code);
    }

    public void Dispose()
    {
        _base.Dispose();
        _root.Dispose();
    }
}
