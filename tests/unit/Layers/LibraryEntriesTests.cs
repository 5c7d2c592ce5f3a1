using RustImage.Closure;
using RustImage.Closure.Sources;
using RustImage.Layers;
using RustImage.Testing;

namespace RustImage.UnitTests.Layers;

public sealed class LibraryEntriesTests
{
    [Fact]
    public void A_link_goes_where_its_file_goes()
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
    public void A_library_says_why_it_is_there_and_whose_it_is() =>
        Assert.Equal(
            "NEEDED by /app/hello (zlib1g 1.3)",
            Assert.Single(LibraryEntries.Create(new ImageClosure([File("/usr/lib/libz.so.1.3", "zlib")], [], []))).Entry.Reason);

    [Fact]
    public void A_packages_record_and_licence_lie_in_the_layer_of_its_files()
    {
        using var directory = new TemporaryDirectory();
        System.IO.File.WriteAllText(directory["copyright"], "the licence");
        var file = File("/usr/lib/libz.so.1.3", "zlib");
        var closure = new ImageClosure([file], [], [])
        {
            Packages = [new ClosurePackage(file.Package!, "Package: zlib1g\nVersion: 1.3\n", ["0123  usr/lib/libz.so.1.3"], directory["copyright"])],
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
    public void A_record_without_checksums_or_licence_has_no_file_for_them()
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
