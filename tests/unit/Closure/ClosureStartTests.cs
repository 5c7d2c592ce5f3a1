using RustImage.Testing;

namespace RustImage.UnitTests.Closure;

/// <summary>Starts programs in a root that holds only their closure.</summary>
public sealed class ClosureStartTests : IDisposable
{
    private readonly CompiledRoot _root = new();

    [Fact]
    public async Task A_program_runs_in_a_root_that_holds_only_its_closure()
    {
        Require.That(Environment.IsPrivilegedProcess, "chroot needs root");
        var chroot = Require.Tool("chroot", "coreutils");
        _root.Write("/etc/ld.so.conf", "/opt/conf\n");
        var deep = _root.Library(
            "/opt/conf/private/libdeep.so.1.0", "const char *deep(void) { return \"deep\"; }", "-Wl,-soname,libdeep.so.1");
        _root.Link("/opt/conf/private/libdeep.so.1", "libdeep.so.1.0");
        var conf = _root.Library("/opt/conf/libconf.so.1", "const char *deep(void); const char *conf(void) { return deep(); }", deep,
            "-Wl,-rpath,$ORIGIN/private");
        var beside = _root.LibraryOutside("libbeside.so", "const char *beside(void) { return \"beside\"; }");
        _root.AddRoot("/app/lib/libbeside.so", beside);
        _root.Program(
            "hello",
            """
            #include <stdio.h>
            const char *conf(void);
            const char *beside(void);
            int main(void) { printf("%s %s\n", conf(), beside()); return 0; }
            """,
            // The loader reads a program's $ORIGIN from /proc, which is missing after chroot.
            conf, beside, "-Wl,-rpath,/app/lib");

        var image = _root.MakeImage();
        var result = await ProcessRunner.CaptureAsync(new Command(chroot, [image, "/app/hello"], "/"));
        Assert.Equal("deep beside\n", result.StandardOutput + result.StandardError);
        Assert.Equal(0, result.ExitCode);
        Assert.False(Directory.Exists(image + "/etc"));
    }

    public void Dispose() => _root.Dispose();
}
