using System.Formats.Tar;
using System.Runtime.InteropServices;
using System.Text;
using RustImage.Closure.Sources;
using RustImage.Elf;
using RustImage.FunctionalTests.Engines;

namespace RustImage.FunctionalTests.Samples;

/// <summary>A base image made by umoci and skopeo: loader and some libraries of this machine, a user, a variable, and a label.</summary>
internal static class BaseSample
{
    public const string LibC = "libc.so.6";
    public const string LibGcc = "libgcc_s.so.1";

    /// <summary>A directory whose mode and owner (1000) an image on the base must not change.</summary>
    public const string Data = "data";

    public static string Multiarch { get; } =
        Platform.FromRuntimeIdentifier($"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}")!.Multiarch;

    private const UnixFileMode ForAll = (UnixFileMode)0b111_101_101;

    private static readonly DirectorySource Host = new("/");

    /// <summary>Creates a base image and copies it to the given place.</summary>
    /// <param name="directory">For temporary files.</param>
    /// <param name="image">The target with its transport: <c>docker://localhost:5000/company/base:1</c>.</param>
    /// <param name="libraries">Names of libraries, or paths of files instead of them.</param>
    public static void Create(string directory, string image, string[] libraries, params string[] copyOptions)
    {
        var name = Guid.NewGuid().ToString("n");
        var (tar, layout) = (Path.Combine(directory, $"{name}.tar"), Path.Combine(directory, name));
        WriteLayer(tar, libraries);
        Umoci.Create(
            layout, "1", tar, "/init", "web",
            "--config.env", "TZ=UTC", "--config.env", "PATH=/opt/bin:/bin", "--config.label", "company=demo", "--config.exposedports",
            "9000/tcp", "--config.cmd", "sh");
        Skopeo.Copy($"oci:{layout}:1", image, copyOptions);
    }

    private static void WriteLayer(string path, string[] libraries)
    {
        using var tar = new TarWriter(File.Create(path), TarEntryFormat.Ustar);
        // Docker creates directories without an entry with access for root only.
        foreach (var name in new[] { "etc", "usr", "usr/lib", "usr/lib64", $"usr/lib/{Multiarch}" })
            tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, $"{name}/") { Mode = ForAll });
        foreach (var name in new[] { "lib", "lib64" })
            tar.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, name) { LinkName = $"usr/{name}" });
        Add(tar, "etc/passwd", "root:x:0:0::/:/bin/sh\nweb:x:1000:1000::/:/bin/sh\n");
        Add(tar, "etc/group", "root:x:0:\nweb:x:1000:\n");
        Add(tar, "etc/os-release", "ID=company\n");
        tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, $"{Data}/")
        {
            Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute,
            Uid = 1000,
            Gid = 1000,
        });
        Add(tar, ElfReader.Read("/usr/bin/true").Interpreter!);
        foreach (var library in libraries)
        {
            if (library.StartsWith('/'))
                Add(tar, $"usr/lib/{Multiarch}/{Path.GetFileName(library)}", File.ReadAllBytes(library));
            else
                Add(tar, $"/lib/{Multiarch}/{library}");
        }
    }

    /// <summary>Copies a file of this machine under its own name and under the link that leads to it.</summary>
    private static void Add(TarWriter tar, string name)
    {
        var file = Host.Find(name)!;
        Add(tar, file.Path[1..], File.ReadAllBytes(file.HostPath));
        var link = name.StartsWith("/lib", StringComparison.Ordinal) ? "/usr" + name : name;
        if (link != file.Path)
            tar.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, link[1..]) { LinkName = file.Path });
    }

    private static void Add(TarWriter tar, string name, string text) => Add(tar, name, Encoding.UTF8.GetBytes(text));

    private static void Add(TarWriter tar, string name, byte[] bytes) => tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
    {
        DataStream = new MemoryStream(bytes),
        Mode = ForAll,
    });
}
