using System.Text.RegularExpressions;
using RustImage.Closure;
using RustImage.Closure.Sources;
using RustImage.Elf;
using RustImage.Testing;

namespace RustImage.UnitTests.Closure.Loading;

/// <summary>Compares the closure with the list of libraries that the loader of this machine prints.</summary>
public sealed partial class LoaderComparisonTests
{
    public static TheoryData<string> Programs =>
    [
        "/bin/ls", "/bin/bash", "/usr/bin/git", "/usr/bin/curl", "/usr/bin/perl", "/usr/bin/python3", "/usr/bin/gpgv", "/usr/bin/ld",
        "/usr/bin/openssl", "/usr/bin/ssh", "/usr/bin/gdb", "/usr/bin/dotnet", "/usr/bin/apt", "/usr/bin/skopeo", "/usr/bin/podman",
        "/sbin/ldconfig", "/usr/lib/x86_64-linux-gnu/libcurl.so.4", "/usr/lib/x86_64-linux-gnu/libfakeroot/libfakeroot-sysv.so",
    ];

    [Theory]
    [MemberData(nameof(Programs))]
    public void The_closure_equals_the_list_of_the_loader_of_this_machine(string path)
    {
        var host = new DirectorySource("/");
        var file = host.Find(path);
        Require.That(file is not null, $"'{path}' is not installed");
        Compare(host, file!);
    }

    [Fact]
    public void The_libraries_of_the_running_dotnet_equal_the_list_of_its_loader()
    {
        var host = new DirectorySource("/");
        var directory = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var libraries = Directory.GetFiles(directory, "*.so");
        Require.That(libraries.Length > 0, "this runtime has no native libraries of its own");
        Assert.All(libraries, l => Compare(host, host.Find(l)!));
    }

    private static void Compare(DirectorySource host, FoundFile file)
    {
        var elf = ElfReader.Read(file.HostPath);
        if (elf.Interpreter is null && elf.Needed.Count == 0)
        {
            Assert.Empty(Resolve(host, file).Files);
            return;
        }
        if (List(host, file) is not { } listed)
        {
            Assert.Contains("RIMG3001", Assert.Throws<RustImageException>(() => Resolve(host, file)).Diagnostics.Select(d => d.Code));
            return;
        }
        var files = Resolve(host, file).Files;
        var found = files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        // The loader lists itself even if no library needs it.
        if (elf.Interpreter is null)
            listed.RemoveWhere(l => !found.Contains(l) && Path.GetFileName(l).StartsWith("ld-", StringComparison.Ordinal));
        Assert.Equal(listed.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        Assert.All(files, f => Assert.Equal(host.Find(f.Path), new FoundFile(f.Path, f.HostPath)));
    }

    // Libraries opened at run time are missing from the loader's list. RunTimeLibraryTests cover them.
    private static ImageClosure Resolve(DirectorySource host, FoundFile file) => ClosureResolver.Resolve(
        TestClosureRequest.For([new StartFile(file.Path, file.HostPath)], CompiledRoot.Host), host, p =>
            ElfReader.Read(p) with { DlopenNotes = [] });

    /// <returns>Null if the loader misses a library.</returns>
    private static HashSet<string>? List(DirectorySource host, FoundFile file)
    {
        var loader = ElfReader.Read(host.Find("/bin/sh")!.HostPath).Interpreter!;
        var result = ProcessRunner.CaptureAsync(new Command(loader, ["--list", file.HostPath], "/")).GetAwaiter().GetResult();
        return result.ExitCode == 0
            ? [.. ListedPath().Matches(result.StandardOutput).Select(m => host.Find(m.Groups[1].Value)!.Path)] : null;
    }

    // "	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f…)", "	/lib64/ld-linux-x86-64.so.2 (0x00007f…)"
    [GeneratedRegex(@"(/\S+) \(0x", RegexOptions.CultureInvariant)]
    private static partial Regex ListedPath();
}
