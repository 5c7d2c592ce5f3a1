using RustImage.Closure;
using RustImage.Closure.Sources;
using RustImage.Layers;
using RustImage.Testing;

namespace RustImage.UnitTests.Layers;

public sealed class LibraryEntriesTests
{
    [Fact]
    public void A_link_is_in_the_layer_of_its_file()
    {
        var closure = new ImageClosure(
            [File("/usr/lib/libz.so.1.3", "zlib")],
            [
                new ClosureLink("/usr/lib/libz.so.1", "libz.so.1.3", "/usr/lib/libz.so.1.3", "asked for"),
                new ClosureLink("/usr/lib/own.so", "/app/own.so", "/app/own.so", "the user's"),
            ],
            []);
        Assert.Equal([("zlib", "/usr/lib/libz.so.1.3"), ("zlib", "/usr/lib/libz.so.1"), ("libraries", "/usr/lib/own.so")],
            LibraryEntries.Create(closure).Select(e => (e.Class.Title, e.Entry.Path)));
    }

    [Fact]
    public void A_library_has_a_reason_and_a_package() =>
        Assert.Equal(
            "NEEDED by /app/hello (zlib1g 1.3)",
            Assert.Single(LibraryEntries.Create(new ImageClosure([File("/usr/lib/libz.so.1.3", "zlib")], [], []))).Entry.Reason);

    [Fact]
    public void The_record_and_licence_of_a_package_are_in_the_layer_of_its_files()
    {
        using var directory = new TemporaryDirectory();
        System.IO.File.WriteAllText(directory["copyright"], "the licence");
        var file = File("/usr/lib/libz.so.1.3", "zlib");
        var closure = new ImageClosure([file], [], [])
        {
            Packages =
                [new ClosurePackage(file.Package!, "Package: zlib1g\nVersion: 1.3\n", ["0123  usr/lib/libz.so.1.3"],
                    directory["copyright"])],
        };
        Assert.Equal(
            [
                ("/var/lib/dpkg/status.d/zlib1g", "Package: zlib1g\nVersion: 1.3\n"),
                ("/var/lib/dpkg/status.d/zlib1g.md5sums", "0123  usr/lib/libz.so.1.3\n"),
                ("/usr/share/doc/zlib1g/copyright", "the licence"),
            ],
            LibraryEntries.Create(closure).Skip(1).Select(e => (e.Entry.Path, Text(e.Entry))));
        Assert.All(LibraryEntries.Create(closure), e => Assert.Equal("zlib", e.Class.Title));
    }

    [Fact]
    public void Missing_checksums_or_a_missing_licence_make_no_file()
    {
        var file = File("/usr/lib/libz.so.1.3", "zlib");
        var closure = new ImageClosure([file], [], []) { Packages = [new ClosurePackage(file.Package!, "Package: zlib1g\n", [], null)] };
        Assert.Equal(["/usr/lib/libz.so.1.3", "/var/lib/dpkg/status.d/zlib1g"], LibraryEntries.Create(closure).Select(e => e.Entry.Path));
    }

    private static string Text(LayerEntry entry)
    {
        using var reader = new StreamReader(Assert.IsType<FileEntry>(entry).Content.Open());
        return reader.ReadToEnd();
    }

    private static ClosureFile File(string path, string? source) =>
        new(path, path, null, ["NEEDED by /app/hello"], source is null ? null : new Package("zlib1g", "1.3", "amd64", source));
}
