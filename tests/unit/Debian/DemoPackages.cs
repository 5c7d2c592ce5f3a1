using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RustImage.Closure.Sources;
using RustImage.Testing;
using RustImage.UnitTests.Closure;

namespace RustImage.UnitTests.Debian;

/// <summary>Small packages of real ELF files, and programs that need them. Each file is compiled once.</summary>
internal static class DemoPackages
{
    private static readonly TemporaryDirectory Directory = new();
    private static readonly ConcurrentDictionary<string, Lazy<string>> Files = new();
    private static readonly Lazy<byte[][]> LazyAuthorities = new(() => [Authority("Alpha"), Authority("Beta")]);

    static DemoPackages() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Dispose();

    public static Platform Host => CompiledRoot.Host;

    public static string Architecture => Host.DebianArchitecture;

    /// <summary>The multiarch directory, such as /usr/lib/x86_64-linux-gnu.</summary>
    public static string Libraries => CompiledRoot.LibraryDirectory;

    /// <summary>Certificates as PEM text, as in the package ca-certificates.</summary>
    public static IReadOnlyList<byte[]> Authorities => LazyAuthorities.Value;

    /// <param name="needed">Sonames.</param>
    /// <returns>The path of the library.</returns>
    public static string Library(string soname, params string[] needed) => Compile(
        $"{soname}_{string.Join('_', needed)}", soname, $"int f_{Identifier(soname)}(void) {{ return 1; }}",
        ["-shared", "-fPIC", "-nostdlib", $"-Wl,-soname,{soname}"], needed);

    /// <summary>Compiles a program that needs libc and the given libraries.</summary>
    public static string Program(params string[] needed) =>
        Compile($"program_{string.Join('_', needed)}", "program", "int main(void) { return 0; }", ["-Wl,--allow-shlib-undefined"], needed);

    /// <summary>
    /// Compiles a program with a note that it opens a library at run time (uapi-group.org/specifications/specs/elf_dlopen_metadata).
    /// </summary>
    public static string ProgramThatOpens(string soname, string priority)
    {
        var note = $$"""[{"soname":["{{soname}}"],"feature":"demo","description":"a demo","priority":"{{priority}}"}]""";
        return Compile(
            $"opens_{priority}_{soname}", "program",
            $$"""
            static const struct {
                unsigned owner, size, type;
                char name[4];
                char text[{{note.Length + 1}}] __attribute__((aligned(4)));
            } note __attribute__((section(".note.dlopen"), used, aligned(4))) =
                { 4, {{note.Length + 1}}, 0x407c0c0a, "FDO", "{{note.Replace("\"", "\\\"", StringComparison.Ordinal)}}" };
            int main(void) { return 0; }
            """,
            [], []);
    }

    /// <summary>The packages that every suite of the tests holds.</summary>
    public static IReadOnlyList<DebBuilder> All() =>
    [
        Libc("2.41-1"),
        BaseFiles("13"),
        Demo("1.0-1"),
        new DebBuilder("demo-base", "1.0-1", "all").File("./usr/share/doc/demo-base/copyright", "Licence of demo\n"),
        Shared("libdemo2t64", "libdemo.so.2", fields: "Provides: libdemo2 (= 1.0-1)\n"),
        Shared("libchain-a1", "libchain-a.so.1", ["libchain-b.so.1"]),
        Shared("libchain-b1", "libchain-b.so.1", ["libchain-c.so.1"]),
        Shared("libchain-c1", "libchain-c.so.1"),
        Shared("odd-runtime", "libodd.so.5"),
        Data("1.0"),
        new DebBuilder("demo-tool", "1.0-1", Architecture)
            .File("./usr/bin/demo-tool", File.ReadAllBytes(Program("libchain-c.so.1")), 0b111_101_101)
            .Link("./usr/bin/dt", "demo-tool").Licence(),
        Certificates(Authorities),
    ];

    /// <summary>A package with one library, named by its soname.</summary>
    public static DebBuilder Shared(string name, string soname, string[]? needed = null, string version = "1.0-1", string fields = "")
    {
        var package = new DebBuilder(name, version, Architecture)
            .File($".{Libraries}/{soname}", File.ReadAllBytes(Library(soname, needed ?? []))).Licence(name);
        package.Control += fields;
        return package;
    }

    /// <summary>A package with a library behind a link, and a licence that is a link.</summary>
    public static DebBuilder Demo(string version) => new DebBuilder("libdemo1", version, Architecture)
        .File($".{Libraries}/libdemo.so.1.0", File.ReadAllBytes(Library("libdemo.so.1")))
        .Link($".{Libraries}/libdemo.so.1", "libdemo.so.1.0")
        .Link("./usr/share/doc/libdemo1", "demo-base");

    public static DebBuilder Libc(string version)
    {
        var loader = new DirectorySource("/").Find(RustImage.Elf.ElfReader.Read(Program()).Interpreter!)!;
        var libc = new DirectorySource("/").Find($"{Libraries}/libc.so.6")!;
        var package = new DebBuilder("libc6", version, Architecture).File($".{loader.Path}", File.ReadAllBytes(loader.HostPath))
            .File($".{Libraries}/libc.so.6", File.ReadAllBytes(libc.HostPath));
        var name = ImagePath.Canonical(RustImage.Elf.ElfReader.Read(Program()).Interpreter!);
        return (name == loader.Path ? package : package.Link($".{name}", loader.Path)).Licence("libc6");
    }

    public static DebBuilder BaseFiles(string version) => new DebBuilder("base-files", version, Architecture)
        .File("./usr/lib/os-release", "ID=debian\nVERSION_CODENAME=trixie\n").Link("./etc/os-release", "../usr/lib/os-release")
        .File("./etc/debian_version", "13.0\n").Licence("base-files");

    public static DebBuilder Data(string version) => new DebBuilder("demo-data", version, "all")
        .File("./usr/share/demo/a.txt", "a").File("./usr/share/demo/sub/b.txt", "b")
            .File("./usr/share/demo/run", "#!/bin/sh\n", 0b111_101_101)
        .Link("./usr/share/demo/link", "sub/b.txt").File("./usr/share/man/man1/demo.1", "man").Licence("demo-data");

    public static DebBuilder Certificates(IReadOnlyList<byte[]> authorities)
    {
        var package = new DebBuilder("ca-certificates", "20260101", "all")
            .File("./usr/sbin/update-ca-certificates", "#!/bin/sh\n", 0b111_101_101).Licence("ca-certificates");
        for (var i = 0; i < authorities.Count; i++)
            package.File($"./usr/share/ca-certificates/mozilla/{(char)('A' + i)}.crt", authorities[i]);
        return package;
    }

    public static DebBuilder Licence(this DebBuilder package, string? name = null) =>
        package.File($"./usr/share/doc/{name ?? package.Control.Split('\n')[0]["Package: ".Length..]}/copyright", $"Licence of {name}\n");

    public static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static byte[] Authority(string name)
    {
        using var certificate = Certificate(name);
        return System.Text.Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n");
    }

    private static string Compile(string directory, string name, string source, string[] flags, string[] needed) =>
        Files.GetOrAdd(directory, _ => new(() =>
        {
            var libraries = needed.Select(n => Library(n)).ToArray();
            return CCompiler.Compile(Directory[directory], name, source, [.. flags, "-Wl,--no-as-needed", .. libraries]);
        })).Value;

    private static string Identifier(string name) => new([.. name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]);
}
