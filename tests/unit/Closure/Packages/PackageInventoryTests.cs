using RustImage.Closure;
using RustImage.Closure.Packages;
using RustImage.Closure.Sources;
using RustImage.Layers;
using RustImage.Testing;

namespace RustImage.UnitTests.Closure.Packages;

public sealed class PackageInventoryTests : IDisposable
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/libdemo.so.1";

    private readonly TemporaryDirectory _root = new();

    public PackageInventoryTests()
    {
        Write("usr/lib/x86_64-linux-gnu/libdemo.so.1", "");
        Write("usr/lib/os-release", "ID=demo\n");
        Write("var/lib/dpkg/info/libdemo1:amd64.list", "/usr/lib/x86_64-linux-gnu/libdemo.so.1\n/usr/share/other\n");
        Write("var/lib/dpkg/info/libdemo1:amd64.md5sums",
            $"{new string('a', 32)}  lib/x86_64-linux-gnu/libdemo.so.1\n{new string('b', 32)}  usr/share/other\n");
        Write("var/lib/dpkg/status", """
            Package: libdemo1
            Status: install ok installed
            Architecture: amd64
            Source: demo (1.0-1)
            Version: 1:1.0-1+b1
            Conffiles:
             /etc/demo.conf d41d8cd98f00b204e9800998ecf8427e
            Description: a library
             of two lines


            """);
    }

    [Fact]
    public void A_package_record_is_the_paragraph_without_the_fields_that_dpkg_adds()
    {
        var package = Assert.Single(Added().Packages);

        Assert.Equal(
            "Package: libdemo1\nArchitecture: amd64\nSource: demo (1.0-1)\nVersion: 1:1.0-1+b1\nDescription: a library\n of two lines\n",
            package.Paragraph);
    }

    [Fact]
    public void Checksums_are_listed_only_for_files_in_the_image() =>
        Assert.Equal([$"{new string('a', 32)}  usr/lib/x86_64-linux-gnu/libdemo.so.1"], Added().Packages[0].Checksums);

    [Fact]
    public void A_licence_is_read_through_a_link_into_another_package()
    {
        Assert.Null(Added().Packages[0].Copyright);
        Write("usr/share/doc/demo-base/copyright", "free");
        Directory.CreateSymbolicLink(_root["usr/share/doc/libdemo1"], "demo-base");

        Assert.Equal("free", File.ReadAllText(Added().Packages[0].Copyright!));
    }

    [Fact]
    public void The_package_record_is_in_the_layer_of_the_package_files()
    {
        var entries = LibraryEntries.Create(Added());

        Assert.Equal(
            [Library, "/var/lib/dpkg/status.d/libdemo1", "/var/lib/dpkg/status.d/libdemo1.md5sums"], entries.Select(e => e.Entry.Path));
        Assert.Equal(["demo"], entries.Select(e => e.Class.Title).Distinct());
    }

    [Fact]
    public void The_distribution_is_named_only_if_a_file_comes_from_it()
    {
        Assert.Equal(["/usr/lib/os-release"], Added().Distribution.Select(f => f.Path));
        Assert.Empty(PackageInventory.Add(new ImageClosure([], [], []), new DirectorySource(_root.Path), BaseFileSystem.Empty)
            .Distribution);
    }

    public void Dispose() => _root.Dispose();

    private ImageClosure Added()
    {
        var source = new DirectorySource(_root.Path);
        var file = source.Find(Library)!;
        var closure = new ImageClosure(
            [new ClosureFile(file.Path, file.HostPath, null, ["NEEDED by /app/x"], source.OwnerOf(file.Path))], [], []);
        return PackageInventory.Add(closure, source, BaseFileSystem.Empty);
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_root[path])!);
        File.WriteAllText(_root[path], text);
    }
}
