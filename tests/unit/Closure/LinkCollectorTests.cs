using RustImage.Closure;
using RustImage.Elf;

namespace RustImage.UnitTests.Closure;

public sealed class LinkCollectorTests : IDisposable
{
    private const string CallsA = "int a(void); int main(void) { return a(); }";
    private const string DefinesA = "int a(void) { return 0; }";

    private readonly CompiledRoot _root = new();

    [Fact]
    public void The_requested_name_becomes_a_link_beside_the_file()
    {
        var a = _root.Library("/usr/lib/liba.so.1.2.3", DefinesA, "-Wl,-soname,liba.so.1");
        _root.Link("/usr/lib/liba.so.1", "liba.so.1.2.3");
        _root.Program("hello", CallsA, a);
        var closure = _root.Resolve();
        var file = Assert.Single(closure.Files, f => f.Path == "/usr/lib/liba.so.1.2.3");
        Assert.Equal(("liba.so.1", "NEEDED by /app/hello"), (file.SoName, Assert.Single(file.Reasons)));
        Assert.Contains(new ClosureLink("/usr/lib/liba.so.1", "liba.so.1.2.3", "/usr/lib/liba.so.1.2.3",
            "the name that /app/hello asks for"), closure.Links);
    }

    [Fact]
    public void A_library_in_an_ld_so_conf_directory_gets_a_link_in_a_default_directory()
    {
        var a = _root.Library("/opt/conf/liba.so.1", DefinesA);
        _root.Write("/etc/ld.so.conf", "include ld.so.conf.d/*.conf\n");
        _root.Write("/etc/ld.so.conf.d/a.conf", "/opt/conf\n");
        _root.Program("hello", CallsA, a);
        Assert.Equal(["/opt/conf/liba.so.1"], _root.ResolveLibraries());
        Assert.Contains(
            new ClosureLink(
                $"{CompiledRoot.LibraryDirectory}/liba.so.1", "/opt/conf/liba.so.1", "/opt/conf/liba.so.1",
                "the name that /app/hello asks for"),
            _root.Resolve().Links);
    }

    [Fact]
    public void A_user_file_in_an_ld_so_conf_directory_gets_a_link_in_a_default_directory()
    {
        var a = _root.LibraryOutside("liba.so.1", DefinesA);
        _root.UserFiles["/opt/conf/liba.so.1"] = a;
        _root.Write("/etc/ld.so.conf", "/opt/conf\n");
        _root.Program("hello", CallsA, a);
        Assert.Empty(_root.ResolveLibraries());
        Assert.Contains(_root.Resolve().Links,
            l => l.Path == $"{CompiledRoot.LibraryDirectory}/liba.so.1" && l.File == "/opt/conf/liba.so.1");
    }

    [Fact]
    public void A_library_in_a_default_directory_needs_no_link_even_if_ld_so_conf_names_it()
    {
        var a = _root.Library("/usr/lib/liba.so.1", DefinesA);
        _root.Write("/etc/ld.so.conf", "/lib\n");
        _root.Program("hello", CallsA, a);
        Assert.DoesNotContain(_root.Resolve().Links, l => l.File == "/usr/lib/liba.so.1");
    }

    [Fact]
    public void ORIGIN_of_a_linked_library_is_the_directory_of_the_link()
    {
        var b = _root.Library("/opt/conf/private/libb.so", "int b(void) { return 0; }");
        var a = _root.Library("/opt/conf/liba.so.1", "int b(void); int a(void) { return b(); }", b, "-Wl,-rpath,$ORIGIN/private");
        _root.Write("/etc/ld.so.conf", "/opt/conf\n");
        _root.Program("hello", CallsA, a);
        Assert.Equal(["/opt/conf/liba.so.1", "/opt/conf/private/libb.so"], _root.ResolveLibraries());
        Assert.Contains(
            _root.Resolve().Links, l =>
                l.Path == $"{CompiledRoot.LibraryDirectory}/private/libb.so" && l.Target == "/opt/conf/private/libb.so");
    }

    [Fact]
    public void A_link_at_the_path_of_another_file_is_an_error()
    {
        var conf = _root.Library("/opt/conf/liba.so.1", DefinesA);
        var usual = _root.Library($"{CompiledRoot.LibraryDirectory}/liba.so.1", DefinesA);
        _root.Write("/etc/ld.so.conf", "/opt/conf\n");
        _root.Program("hello", CallsA, conf);
        _root.Program("other", CallsA, usual, $"-Wl,-rpath,{CompiledRoot.LibraryDirectory}");
        var error = Assert.Single(_root.ResolveErrors());
        Assert.Equal("RIMG3003", error.Code);
        Assert.StartsWith(
            $"'{CompiledRoot.LibraryDirectory}/liba.so.1' must lead the loader to '/opt/conf/liba.so.1'", error.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_loader_gets_a_link_when_its_file_lies_elsewhere()
    {
        _root.Program("hello", "int main(void) { return 0; }");
        var closure = _root.Resolve();
        var loader = Assert.Single(closure.Files, f => f.Reasons[0] == "the dynamic loader of /app/hello");
        var interpreter = ElfReader.Read(_root.Program("again", "int main(void) { return 0; }")).Interpreter!;
        var reachable = ImagePath.Canonical(interpreter) == loader.Path
            || closure.Links.Any(l => l.Path == ImagePath.Canonical(interpreter) && l.File == loader.Path);
        Assert.True(reachable);
    }

    [Fact]
    public void Files_and_links_are_in_ordinal_order()
    {
        var b = _root.Library("/usr/lib/libB.so", "int b(void) { return 0; }");
        var a = _root.Library("/usr/lib/liba.so", DefinesA);
        _root.Program("hello", CallsA, a, b);
        var closure = _root.Resolve();
        Assert.Equal(closure.Files.Select(f => f.Path).Order(StringComparer.Ordinal), closure.Files.Select(f => f.Path));
        Assert.Equal(closure.Links.Select(l => l.Path).Order(StringComparer.Ordinal), closure.Links.Select(l => l.Path));
    }

    public void Dispose() => _root.Dispose();
}
