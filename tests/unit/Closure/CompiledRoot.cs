using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using RustImage.Closure;
using RustImage.Closure.Sources;
using RustImage.Elf;
using RustImage.Testing;

namespace RustImage.UnitTests.Closure;

/// <summary>
/// A root with usr-merge in a temporary directory, with the libc and loader of this machine and files compiled by a test.
/// </summary>
internal sealed class CompiledRoot : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<StartFile> _startFiles = [];

    public CompiledRoot()
    {
        foreach (var name in new[] { "bin", "lib", "lib64", "sbin" })
        {
            Directory.CreateDirectory(_directory[$"root/usr/{name}"]);
            Directory.CreateSymbolicLink(_directory[$"root/{name}"], $"usr/{name}");
        }
        var interpreter = ElfReader.Read(CCompiler.Compile(_directory["probe"], "probe", "int main(void) { return 0; }")).Interpreter!;
        CopyFromHost(interpreter);
        CopyFromHost($"/lib/{Host.Multiarch}/libc.so.6");
    }

    public static Platform Host { get; } =
        Platform.FromRuntimeIdentifier($"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}")!;

    /// <summary>The multiarch directory, such as /usr/lib/x86_64-linux-gnu.</summary>
    public static string LibraryDirectory => $"/usr/lib/{Host.Multiarch}";

    public string Path => _directory["root"];

    public DirectorySource Source => new(Path);

    public Dictionary<string, string> UserFiles { get; } = [];

    /// <summary>The base of the image, or null.</summary>
    public IBaseFiles? Base { get; set; }

    /// <summary>The path on this machine of a file in the root.</summary>
    public string this[string path] => _directory["root" + path];

    /// <summary>Compiles a library to its path in the root, named after its file.</summary>
    public string Library(string path, [StringSyntax("c")] string source, params string[] flags) =>
        Compile(this[path], source, ["-shared", "-fPIC", $"-Wl,-soname,{System.IO.Path.GetFileName(path)}", .. flags]);

    /// <summary>Compiles a library outside of the root, which a program links to and may not find at run time.</summary>
    public string LibraryOutside(string name, [StringSyntax("c")] string source, params string[] flags) =>
        Compile(_directory[$"outside/{name}"], source, ["-shared", "-fPIC", $"-Wl,-soname,{name}", .. flags]);

    /// <summary>Compiles a program and adds it to the start files below /app.</summary>
    public string Program(string name, [StringSyntax("c")] string source, params string[] flags)
    {
        var path = Compile(_directory[$"app/{name}"], source, ["-Wl,--allow-shlib-undefined", "-Wl,--no-as-needed", .. flags]);
        _startFiles.Add(new StartFile($"/app/{name}", path));
        return path;
    }

    public void AddRoot(string path, string hostPath) => _startFiles.Add(new StartFile(path, hostPath));

    public void Link(string path, string target)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[path])!);
        File.CreateSymbolicLink(this[path], target);
    }

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[path])!);
        File.WriteAllText(this[path], text);
    }

    public string VersionScript(string text)
    {
        var path = _directory[$"{Guid.NewGuid():N}.map"];
        File.WriteAllText(path, text);
        return $"-Wl,--version-script={path}";
    }

    public ImageClosure Resolve() => ClosureResolver.Resolve(TestClosureRequest.For(_startFiles, Host, UserFiles, Base), Source);

    /// <summary>The paths of the closure without libc and the loader, which every test program needs.</summary>
    public string[] ResolveLibraries() => [.. Resolve().Files
        .Where(f => f.SoName is not null && f.SoName != "libc.so.6" && !f.SoName.StartsWith("ld", StringComparison.Ordinal))
        .Select(f => f.Path)];

    public IReadOnlyList<Diagnostic> ResolveErrors() => Assert.Throws<RustImageException>(Resolve).Diagnostics;

    /// <summary>Copies the image into a directory: closure, start files and usr-merge links.</summary>
    public string MakeImage()
    {
        var image = _directory["image"];
        var closure = Resolve();
        foreach (var name in new[] { "bin", "lib", "lib64", "sbin" })
        {
            Directory.CreateDirectory($"{image}/usr/{name}");
            Directory.CreateSymbolicLink($"{image}/{name}", $"usr/{name}");
        }
        var files = closure.Files.Select(f => (f.Path, f.HostPath))
            .Concat(_startFiles.Select(r => (r.Path, r.HostPath)))
            .Concat(UserFiles.Select(u => (Path: u.Key, HostPath: u.Value)));
        foreach (var (path, hostPath) in files)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(image + path)!);
            File.Copy(hostPath, image + path, overwrite: true);
        }
        foreach (var link in closure.Links)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(image + link.Path)!);
            File.CreateSymbolicLink(image + link.Path, link.Target);
        }
        return image;
    }

    public void Dispose() => _directory.Dispose();

    private static string Compile(string path, string source, params string[] flags) =>
        CCompiler.Compile(System.IO.Path.GetDirectoryName(path)!, System.IO.Path.GetFileName(path), source, flags);

    // Copies to the same paths as on this machine: the file and the link that leads to it.
    private void CopyFromHost(string path)
    {
        var file = new DirectorySource("/").Find(path)!;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[file.Path])!);
        File.Copy(file.HostPath, this[file.Path]);
        if (!File.Exists(this[path]))
            Link(path, file.Path);
    }
}
