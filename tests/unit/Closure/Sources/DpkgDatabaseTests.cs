using RustImage.Closure.Sources;
using RustImage.Testing;

namespace RustImage.UnitTests.Closure.Sources;

public sealed class DpkgDatabaseTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    [Fact]
    public void The_owner_of_a_file_equals_the_answer_of_dpkg()
    {
        var dpkg = Require.Tool("dpkg", "dpkg");
        var source = new DirectorySource("/");
        var libraries = $"/lib/{CompiledRoot.Host.Multiarch}";
        string[] names = ["/bin/ls", "/usr/bin/git", "/usr/bin/curl", $"{libraries}/libc.so.6", $"{libraries}/libz.so.1"];
        var files = names.Select(source.Find).OfType<FoundFile>().ToList();
        Require.That(files.Count >= 2, "none of this machine's usual programs is there");
        foreach (var file in files)
        {
            var owner = source.OwnerOf(file.Path)!;
            // dpkg knows only the spelling of the path in the package.
            var path = file.Path["/usr".Length..];
            var query = Run(dpkg, "-S", $"*{path}");
            Assert.Contains(query.Split('\n'), l => l.Split(':')[0] == owner.Name && l.EndsWith(path, StringComparison.Ordinal));
            var facts = Run(dpkg + "-query", "-W", "-f=${Version} ${Architecture} ${source:Package}\\n", owner.Name);
            Assert.Contains($"{owner.Version} {owner.Architecture} {owner.Source}", facts.Split('\n'));
        }
    }

    [Fact]
    public void Old_spellings_multiarch_names_and_source_versions_are_understood()
    {
        Write("info/libc6:amd64.list", "/.\n/lib/x86_64-linux-gnu\n/lib/x86_64-linux-gnu/libc.so.6\n");
        Write("info/libc6:i386.list", "/.\n/lib/i386-linux-gnu/libc.so.6\n");
        Write("info/libgcc-s1:amd64.list", "/usr/lib/x86_64-linux-gnu/libgcc_s.so.1");
        Write("info/tzdata.list", "/usr/share/zoneinfo/UTC\n");
        Write("status", """
            Package: libc6
            Status: install ok installed
            Architecture: i386
            Source: glibc
            Version: 2.36-8

            Package: libc6
            Architecture: amd64
            Source: glibc
            Version: 2.36-9+deb12u13
            Description: C
             Package: not-a-field

            Package: tzdata
            Architecture: all
            Version: 2025b

            Package: libgcc-s1
            Architecture: amd64
            Source: gcc-12 (12.2.0-14)
            Version: 12.2.0-14+b1
            """);
        var source = new DirectorySource(_root.Path);
        Assert.Equal(new Package("libc6", "2.36-9+deb12u13", "amd64", "glibc"), source.OwnerOf("/usr/lib/x86_64-linux-gnu/libc.so.6"));
        Assert.Equal(new Package("libc6", "2.36-8", "i386", "glibc"), source.OwnerOf("/usr/lib/i386-linux-gnu/libc.so.6"));
        Assert.Equal(
            new Package("libgcc-s1", "12.2.0-14+b1", "amd64", "gcc-12"), source.OwnerOf("/usr/lib/x86_64-linux-gnu/libgcc_s.so.1"));
        Assert.Equal(new Package("tzdata", "2025b", "all", "tzdata"), source.OwnerOf("/usr/share/zoneinfo/UTC"));
        Assert.Null(source.OwnerOf("/opt/libc.so.6"));
        Assert.Null(source.OwnerOf("/usr/lib/x86_64-linux-gnu/c.so.6"));
    }

    [Fact]
    public void Packages_of_distroless_roots_are_read_from_status_d()
    {
        Write("status.d/libssl3", "Package: libssl3\nVersion: 3.0.17-1\nArchitecture: amd64\nSource: openssl\n");
        Write("status.d/libssl3.md5sums", "d41d8cd98f00b204e9800998ecf8427e  usr/lib/x86_64-linux-gnu/libssl.so.3\n");
        Assert.Equal(
            new Package("libssl3", "3.0.17-1", "amd64", "openssl"),
            new DirectorySource(_root.Path).OwnerOf("/usr/lib/x86_64-linux-gnu/libssl.so.3"));
    }

    [Fact]
    public void A_root_without_a_dpkg_database_has_no_owners() =>
        Assert.Null(new DirectorySource(_root.Path).OwnerOf("/usr/lib/libc.so.6"));

    public void Dispose() => _root.Dispose();

    private static string Run(string program, params string[] arguments) =>
        ProcessRunner.CaptureAsync(new Command(program, arguments, "/")).GetAwaiter().GetResult().StandardOutput.Trim();

    private void Write(string name, string text)
    {
        var path = _root[$"var/lib/dpkg/{name}"];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
