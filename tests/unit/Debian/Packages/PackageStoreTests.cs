using System.Text;
using RustImage.Debian.Packages;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Packages;

public sealed class PackageStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _deb;
    private readonly Digest _digest;
    private readonly PackageStore _store;

    public PackageStoreTests()
    {
        _deb = new DebBuilder
        {
            Control = "Package: sample\nVersion: 1:2.0-1\nArchitecture: amd64\nDescription: one line\n and more\n .\n of it\n\n",
        }
            .ControlFile("md5sums", "0123456789abcdef0123456789abcdef  lib/libx.so.1\nffffffffffffffffffffffffffffffff  usr/bin/tool\n")
            .Directory("./").Directory("./lib/").File("./lib/libx.so.1", "library").Link("./lib/libx.so", "libx.so.1")
            .Directory("./usr/").Directory("./usr/bin/").File("./usr/bin/tool", "tool", 0b100_111_101_101)
                .HardLink("./usr/bin/other", "./usr/bin/tool")
            .File("./usr/bin/empty", "")
            .Write(_directory["sample.deb"]);
        _digest = Digest.OfFile(_deb);
        _store = new PackageStore(_directory["store"]);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_package_has_a_paragraph_checksums_and_files()
    {
        var content = await OpenAsync();
        Assert.Equal(
            "Package: sample\nVersion: 1:2.0-1\nArchitecture: amd64\nDescription: one line\n and more\n .\n of it\n", content.Paragraph);
        Assert.Equal(("1:2.0-1", "one line\n and more\n .\n of it", null),
            (content.Field("VERSION"), content.Field("Description"), content.Field("Source")));
        Assert.Equal(["/usr/bin/tool", "/usr/lib/libx.so.1"], content.Checksums.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "/usr Directory 755 0  ", "/usr/bin Directory 755 0  ", "/usr/bin/empty File 644 0  ", "/usr/bin/other File 4755 4  tool",
                "/usr/bin/tool File 4755 4  tool", "/usr/lib Directory 755 0  ", "/usr/lib/libx.so Link 777 0 libx.so.1 ",
                "/usr/lib/libx.so.1 File 644 7  library",
            ],
            content.Files.Select(Describe));
        Assert.Equal(HostPath(content, "/usr/bin/tool"), HostPath(content, "/usr/bin/other"));
        Assert.All(content.Files, f => Assert.Equal(f.HostPath is null ? null : Digest.OfFile(f.HostPath), f.Digest));
    }

    [Fact]
    public async Task An_unpacked_package_does_not_need_its_deb_file()
    {
        Assert.False(_store.TryOpen(_digest, out _));
        var first = await OpenAsync();
        File.Delete(_deb);
        Assert.True(_store.TryOpen(_digest, out var second));
        Assert.Equal((first.Paragraph, first.Checksums.Count), (second.Paragraph, second.Checksums.Count));
        Assert.Equal(first.Files, second.Files);
        Assert.Equal(first.Files, (await OpenAsync()).Files);
        Assert.Equal([_digest.Hex], Directory.GetFileSystemEntries(_directory["store"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_file_with_a_wrong_digest_is_not_unpacked()
    {
        var expected = Digest.OfBytes("another"u8);
        var error = await Assert.ThrowsAsync<RustImageException>(() => _store.OpenAsync(_deb, expected));
        Assert.Equal("RIMG7001", error.Code);
        Assert.Contains(expected.ToString(), error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory["store"]));
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("longer")]
    [InlineData("written to")]
    [InlineData("gone")]
    [InlineData("directory gone")]
    [InlineData("no content")]
    [InlineData("empty content")]
    [InlineData("other content")]
    public async Task Damage_is_noticed_and_repaired(string damage)
    {
        var before = await OpenAsync();
        var file = HostPath(before, "/usr/bin/tool");
        var index = Path.Combine(_directory["store"], _digest.Hex, "content.json");
        switch (damage)
        {
            case "cut": File.WriteAllText(file, "too"); break;
            case "longer": File.AppendAllText(file, "s"); break;
            case "written to": File.WriteAllText(file, "loot"); break;
            case "gone": File.Delete(file); break;
            case "directory gone": Directory.Delete(Path.GetDirectoryName(file)!, recursive: true); break;
            case "no content": File.Delete(index); break;
            case "empty content": File.WriteAllText(index, ""); break;
            case "other content":
                File.WriteAllText(index,
                File.ReadAllText(index).Replace("libx.so.1", "liby.so.1", StringComparison.Ordinal)); break;
        }
        Assert.False(_store.TryOpen(_digest, out _));
        Assert.Equal(before.Files, (await OpenAsync()).Files);
        Assert.Equal("tool", File.ReadAllText(file));
        Assert.Single(Directory.GetFileSystemEntries(_directory["store"]));
    }

    [Fact]
    public async Task The_content_of_another_package_is_not_accepted()
    {
        await OpenAsync();
        var other = Digest.OfBytes("another"u8);
        Directory.Move(Path.Combine(_directory["store"], _digest.Hex), Path.Combine(_directory["store"], other.Hex));
        Assert.False(_store.TryOpen(other, out _));
    }

    [Fact]
    public async Task A_change_with_the_same_size_and_time_is_found_before_the_file_is_used()
    {
        var content = await OpenAsync();
        var file = HostPath(content, "/usr/bin/tool");
        var time = File.GetLastWriteTimeUtc(file);
        File.WriteAllText(file, "loot");
        File.SetLastWriteTimeUtc(file, time);
        _store.Verify(content, content.Files.Where(f => f.Path != "/usr/bin/tool" && f.Path != "/usr/bin/other"));
        var error = Assert.Throws<RustImageException>(() => _store.Verify(content, content.Files));
        Assert.Equal("RIMG7012", error.Code);
        Assert.False(_store.TryOpen(_digest, out _));
        content = await OpenAsync();
        _store.Verify(content, content.Files);
    }

    [Fact]
    public async Task A_missing_file_is_noticed_before_it_is_used()
    {
        var content = await OpenAsync();
        Directory.Delete(_directory["store"], recursive: true);
        Assert.Equal("RIMG7012", Assert.Throws<RustImageException>(() => _store.Verify(content, content.Files)).Code);
    }

    [Fact]
    public async Task A_file_of_another_store_is_not_touched()
    {
        var content = await OpenAsync();
        var file = HostPath(content, "/usr/bin/tool");
        File.WriteAllText(file, "loot");
        Assert.Throws<ArgumentException>(() => new PackageStore(_directory["other"]).Verify(content, content.Files));
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task Concurrent_builds_all_get_the_same_complete_package()
    {
        var contents = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => new PackageStore(_directory["store"]).OpenAsync(_deb, _digest)));
        Assert.All(contents, c => Assert.Equal(contents[0].Files, c.Files));
        Assert.Equal([_digest.Hex], Directory.GetFileSystemEntries(_directory["store"]).Select(Path.GetFileName));
        _store.Verify(contents[0], contents[0].Files);
    }

    [Fact]
    public async Task Unfinished_packages_of_killed_builds_are_removed_after_a_day()
    {
        var old = Directory.CreateDirectory(_directory["store/killed.tmp/files"]).Parent!;
        var young = Directory.CreateDirectory(_directory["store/running.tmp"]);
        old.LastWriteTimeUtc = DateTime.UtcNow.AddHours(-25);
        await OpenAsync();
        Assert.False(Directory.Exists(old.FullName));
        Assert.True(Directory.Exists(young.FullName));
    }

    [Fact]
    public async Task A_failure_leaves_no_files()
    {
        File.WriteAllBytes(_deb, File.ReadAllBytes(_deb)[..^600]);
        await Assert.ThrowsAsync<RustImageException>(() => _store.OpenAsync(_deb, Digest.OfFile(_deb)));
        Assert.Empty(Directory.GetFileSystemEntries(_directory["store"]));
    }

    [Fact]
    public async Task A_cancelled_build_unpacks_nothing() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _store.OpenAsync(_deb, _digest, new CancellationToken(canceled: true)));

    private Task<PackageContent> OpenAsync() => _store.OpenAsync(_deb, _digest);

    private static string HostPath(PackageContent content, string path) => content.Files.Single(f => f.Path == path).HostPath!;

    private static string Describe(PackageFile f) =>
        $"{f.Path} {f.Kind} {Convert.ToString(f.Mode, 8)} {f.Size} {f.Target} " +
            $"{(f.HostPath is null ? "" : File.ReadAllText(f.HostPath, Encoding.UTF8))}";
}
