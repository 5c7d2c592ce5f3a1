using System.Formats.Tar;
using System.Text;
using RustImage.Closure.Sources;
using RustImage.Testing;

namespace RustImage.UnitTests.Base;

public sealed class BaseTreeTests : IDisposable
{
    private static readonly byte[] Elf = [.. "\u007fELF"u8, .. "the rest"u8];

    private readonly BaseFixture _base = new();

    [Fact]
    public async Task Library_bytes_are_found_through_links_as_the_kernel_follows_them()
    {
        var tree = await _base.TreeAsync(new TestLayer()
            .Directory("usr/lib/").Link("lib", "usr/lib").File("usr/lib/libz.so.1.3", Elf)
            .Link("usr/lib/libz.so.1", "libz.so.1.3").Link("usr/lib/absolute.so", "/lib/libz.so.1")
                .Link("usr/lib/up.so", "../../../../lib/libz.so.1"));
        foreach (var path in new[]
            { "/lib/libz.so.1", "/usr/lib/libz.so.1", "/lib/absolute.so", "/usr/lib/up.so", "/usr//lib/./libz.so.1.3" })
        {
            var file = tree.Find(path);
            Assert.Equal("/usr/lib/libz.so.1.3", file?.Path);
            Assert.Equal(Elf, File.ReadAllBytes(file!.HostPath));
        }
        Assert.Null(tree.Find("/usr/lib/none.so"));
        Assert.Equal(["absolute.so", "libz.so.1", "libz.so.1.3", "up.so"], tree.List("/lib"));
    }

    [Fact]
    public async Task A_file_of_a_root_without_usr_merge_is_found_with_and_without_usr()
    {
        var tree = await _base.TreeAsync(new TestLayer().File("lib/libc.so", Elf).File("usr/lib/libz.so", Elf));
        Assert.Equal("/usr/lib/libc.so", tree.Find("/usr/lib/libc.so")?.Path);
        Assert.Equal("/usr/lib/libz.so", tree.Find("/lib/libz.so")?.Path);
        Assert.Equal(["libc.so", "libz.so"], tree.List("/usr/lib"));
        Assert.True(tree.Exists("/usr/lib/libc.so"));
    }

    [Fact]
    public async Task All_files_and_links_of_a_name_are_found()
    {
        var tree = await _base.TreeAsync(
            new TestLayer().File("tool", Elf).File("opt/bin/tool", Elf).Link("usr/bin/tool", "/tool").Directory("srv/tool/")
                .File("srv/tool/tools", Elf).File("gone/tool", Elf),
            new TestLayer().File("gone/.wh.tool", []));
        Assert.Equal(["/opt/bin/tool", "/tool", "/usr/bin/tool"], tree.FindAll("tool").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_whiteout_hides_files_of_lower_layers_and_keeps_those_of_its_own_layer()
    {
        var tree = await _base.TreeAsync(
            new TestLayer().File("etc/gone", "1").File("etc/again", "1").File("srv/a/b/c", "1"),
            new TestLayer().File("etc/again", "2").File("etc/.wh.again", "").File("etc/.wh.gone", "").File("srv/.wh.a", ""));
        Assert.False(tree.Exists("/etc/gone"));
        Assert.Equal("2", File.ReadAllText(tree.Find("/etc/again")!.HostPath));
        Assert.False(tree.Exists("/srv/a/b/c"));
        Assert.True(tree.Exists("/srv"));
    }

    [Fact]
    public async Task An_opaque_whiteout_hides_the_lower_directory_at_any_position_in_its_layer()
    {
        var tree = await _base.TreeAsync(
            new TestLayer().File("etc/a", "1").File("etc/b/c", "1").File("usr/d", "1"),
            new TestLayer().File("etc/new", "2").File("etc/.wh..wh..opq", ""));
        Assert.Equal(["new"], tree.List("/etc"));
        Assert.True(tree.Exists("/usr/d"));
    }

    [Fact]
    public async Task A_later_entry_replaces_an_earlier_one_and_directories_merge()
    {
        var tree = await _base.TreeAsync(
            new TestLayer().File("srv/was-directory/in", "1").File("srv/was-file", "1").File("srv/both/one", "1")
                .Link("srv/was-link", "both"),
            new TestLayer().File("srv/was-directory", "2").Directory("srv/was-file/").File("srv/was-file/in", "2").Directory("srv/both")
                .File("srv/both/two", "2").Directory("srv/was-link/"));
        Assert.False(tree.Exists("/srv/was-directory/in"));
        Assert.True(tree.Exists("/srv/was-file/in"));
        Assert.Equal(["one", "two"], tree.List("/srv/both"));
        Assert.Empty(tree.List("/srv/was-link"));
    }

    [Fact]
    public async Task A_path_follows_the_links_of_lower_layers()
    {
        var tree = await _base.TreeAsync(
            new TestLayer().Directory("usr/lib/").Link("lib", "usr/lib").Link("var/run", "/run"),
            new TestLayer().File("lib/libnew.so", Elf).File("var/run/there", "1"));
        Assert.Equal("/usr/lib/libnew.so", tree.Find("/usr/lib/libnew.so")?.Path);
        Assert.True(tree.Exists("/lib/libnew.so"));
        Assert.True(tree.Exists("/run/there"));
    }

    [Fact]
    public async Task A_hard_link_names_a_file_of_its_own_or_a_lower_layer()
    {
        var tree = await _base.TreeAsync(
            new TestLayer().File("usr/lib/one.so", Elf).HardLink("usr/lib/two.so", "usr/lib/one.so"),
            new TestLayer().HardLink("usr/lib/three.so", "./usr/lib/two.so").File("usr/lib/.wh.one.so", ""));
        Assert.Null(tree.Find("/usr/lib/one.so"));
        foreach (var name in new[] { "two.so", "three.so" })
            Assert.Equal(Elf, File.ReadAllBytes(tree.Find($"/usr/lib/{name}")!.HostPath));
    }

    [Fact]
    public async Task All_names_are_known_and_only_relevant_files_have_bytes()
    {
        var tree = await _base.TreeAsync(new TestLayer()
            .File("opt/data.bin", "data").Device("dev/null").Link("opt/dangling", "nowhere").Link("opt/loop", "loop")
                .Directory("opt/empty/"));
        foreach (var path in new[] { "/opt/data.bin", "/dev/null", "/opt/dangling", "/opt/loop", "/opt/empty", "/opt" })
            Assert.True(tree.Exists(path), path);
        Assert.False(tree.Exists("/opt/nowhere"));
        Assert.Null(tree.Find("/opt/data.bin"));
        Assert.Null(tree.Find("/dev/null"));
        Assert.Null(tree.Find("/opt/loop"));
    }

    [Theory]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    public async Task Long_and_non_ASCII_names_are_read_in_both_tar_formats(TarEntryFormat format)
    {
        var name = $"opt/{new string('l', 150)}/Größe-{new string('n', 120)}.so";
        var tree = await _base.TreeAsync(new TestLayer { Format = format }.File(name, Elf).Link("opt/link.so", "/" + name));
        Assert.Equal("/" + name, tree.Find("/opt/link.so")?.Path);
    }

    [Fact]
    public async Task Names_that_differ_only_in_case_are_different_files()
    {
        var tree = await _base.TreeAsync(new TestLayer().File("etc/Name", "upper").File("etc/name", "lower"));
        Assert.Equal("upper", File.ReadAllText(tree.Find("/etc/Name")!.HostPath));
        Assert.Equal("lower", File.ReadAllText(tree.Find("/etc/name")!.HostPath));
    }

    [Fact]
    public async Task Binary_extended_attributes_do_not_hide_later_entries()
    {
        // "setcap" writes such binary values, with NUL, newline and '='. .NET writes no newline, so the test puts it there.
        var entry = new PaxTarEntry(TarEntryType.RegularFile, "usr/bin/ping", new Dictionary<string, string>
        {
            ["SCHILY.xattr.security.capability"] = "\u0001\0NEWLINE=\0 \0",
        })
        {
            DataStream = new MemoryStream(Elf),
        };
        var tree = await _base.TreeAsync(new TestLayer { Change = Binary }.Add(entry).File("usr/bin/next", Elf));
        Assert.NotNull(tree.Find("/usr/bin/ping"));
        Assert.NotNull(tree.Find("/usr/bin/next"));

        static byte[] Binary(byte[] tar) =>
            Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(tar).Replace("NEWLINE", "\n\n\n\n\n\n\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Packages_are_read_from_the_dpkg_database()
    {
        var tree = await _base.TreeAsync(new TestLayer()
            .File("usr/lib/libz.so.1", Elf)
            .File("usr/share/doc/zlib1g/copyright", "free")
            .File("var/lib/dpkg/status",
                "Package: zlib1g\nStatus: install ok installed\nArchitecture: amd64\nSource: zlib\nVersion: 1:1.3\n\n")
            .File("var/lib/dpkg/info/zlib1g:amd64.list", "/.\n/usr\n/usr/lib\n/usr/lib/libz.so.1\n")
            .File("var/lib/dpkg/info/zlib1g:amd64.md5sums", "0123456789abcdef0123456789abcdef  usr/lib/libz.so.1\n"));
        var package = tree.OwnerOf("/usr/lib/libz.so.1");
        Assert.Equal(new("zlib1g", "1:1.3", "amd64", "zlib"), package);
        var record = tree.RecordOf(package!);
        Assert.Equal("0123456789abcdef0123456789abcdef", record?.Checksums["/usr/lib/libz.so.1"]);
        Assert.Equal("free", File.ReadAllText(record!.Copyright!.HostPath));
        Assert.DoesNotContain("Status:", record.Paragraph, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packages_are_read_from_the_status_files_of_distroless_images()
    {
        var tree = await _base.TreeAsync(
            new TestLayer().File("usr/lib/libssl.so.3", Elf),
            new TestLayer()
                .File("var/lib/dpkg/status.d/libssl3", "Package: libssl3\nVersion: 3.0.17\nArchitecture: amd64\nSource: openssl\n")
                .File("var/lib/dpkg/status.d/libssl3.md5sums", "0123456789abcdef0123456789abcdef  usr/lib/libssl.so.3\n"));
        Assert.Equal(new("libssl3", "3.0.17", "amd64", "openssl"), tree.OwnerOf("/usr/lib/libssl.so.3"));
    }

    [Fact]
    public async Task A_directory_has_the_mode_and_owner_of_the_topmost_layer()
    {
        var tree = await _base.TreeAsync(
            new TestLayer { Format = TarEntryFormat.Gnu }.Add(Directory("srv/", 0b111_000_000, 7))
                .Add(Directory("tmp/", 0b001_111_111_111, 0)).File("opt/x", ""),
            new TestLayer().Add(new PaxTarEntry(TarEntryType.Directory, "srv/")
            {
                Mode = (UnixFileMode)0b111_101_000,
                Uid = 3_000_000,
                Gid = 8,
            }));
        Assert.Equal(new BaseEntry(BaseEntryType.Directory, 0b111_101_000, 3_000_000, 8), tree.EntryAt("/srv"));
        Assert.Equal(0b001_111_111_111, tree.EntryAt("/tmp")!.Mode);
        Assert.Equal(new BaseEntry(BaseEntryType.Directory, 0b111_101_101, 0, 0), tree.EntryAt("/opt"));
        Assert.Equal(BaseEntryType.File, tree.EntryAt("/opt/x")!.Type);
        Assert.Null(tree.EntryAt("/opt/y"));

        static GnuTarEntry Directory(string name, int mode, int user) =>
            new(TarEntryType.Directory, name) { Mode = (UnixFileMode)mode, Uid = user, Gid = user };
    }

    [Fact]
    public async Task The_suite_is_read_from_os_release_of_the_base()
    {
        var tree = await _base.TreeAsync(new TestLayer()
            .Link("etc/os-release", "../usr/lib/os-release")
                .File("usr/lib/os-release", "PRETTY_NAME=\"Debian\"\nID=debian\nVERSION_CODENAME=\"bookworm\"\n"));
        Assert.Equal("bookworm", tree.DebianCodename);
    }

    [Theory]
    [InlineData("ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\n")]
    [InlineData("ID=alpine\n")]
    [InlineData("")]
    public async Task Another_distribution_has_no_Debian_suite(string release)
    {
        var tree = await _base.TreeAsync(new TestLayer().File("etc/os-release", release));
        Assert.Null(tree.DebianCodename);
        Assert.Null(tree.OwnerOf("/etc/os-release"));
    }

    [Theory]
    [InlineData("../escape", "leads out of the image")]
    [InlineData("usr/../../escape", "leads out of the image")]
    public async Task A_name_that_points_outside_the_image_is_refused(string name, string words)
    {
        var failure = await Assert.ThrowsAsync<RustImageException>(() => _base.TreeAsync(new TestLayer().File(name, Elf)));
        Assert.Equal("RIMG5108", failure.Code);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_base["escape"]));
    }

    [Fact]
    public async Task Names_in_a_layer_never_become_names_on_disk()
    {
        await _base.TreeAsync(new TestLayer().File("/etc/absolute", "1").Link("etc/out", _base["outside"]).File("etc/out/through", "2"));
        Assert.False(Path.Exists(_base["outside"]));
        Assert.All(_base.CachedFiles("base/files"), f => Assert.Equal(Path.GetFileName(f), Digest.OfFile(f).Hex));
    }

    [Fact]
    public async Task A_sparse_file_is_refused()
    {
        var sparse = new PaxTarEntry(TarEntryType.RegularFile, "usr/lib/x.so", new Dictionary<string, string>
        {
            ["GNU.sparse.major"] = "1",
            ["GNU.sparse.minor"] = "0",
        })
        {
            DataStream = new MemoryStream(Elf),
        };
        var failure = await Assert.ThrowsAsync<RustImageException>(() => _base.TreeAsync(new TestLayer().Add(sparse)));
        Assert.Equal("RIMG5108", failure.Code);
    }

    [Fact]
    public async Task A_hard_link_to_a_missing_file_is_refused()
    {
        var failure =
            await Assert.ThrowsAsync<RustImageException>(
                () => _base.TreeAsync(new TestLayer().HardLink("usr/lib/x.so", "usr/lib/none.so")));
        Assert.Equal("RIMG5108", failure.Code);
        Assert.Contains("/usr/lib/none.so", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_tar_is_refused()
    {
        var whole = new TestLayer().File("usr/lib/x.so", Encoding.ASCII.GetString(Elf) + new string('x', 4000));
        var image = new TestImage([whole], tar => TestImage.Gzip(tar[..2000]));
        image.WriteLayout(_base["layout"]);
        var failure = await Assert.ThrowsAsync<RustImageException>(() => _base.PullAsync("oci:layout"));
        Assert.Contains(failure.Code, new[] { "RIMG5106", "RIMG5108" });
        Assert.Empty(_base.CachedFiles("base/trees"));
    }

    [Fact]
    public async Task Files_missing_from_the_cache_are_read_from_the_layer_again()
    {
        new TestImage([new TestLayer().File("etc/passwd", "root:x:0:0::/:\n")]).WriteLayout(_base["layout"]);
        var image = (await _base.PullAsync("oci:layout")).Image;
        Directory.Delete(Path.Combine(_base.Cache, "base", "files"), recursive: true);
        var tree = await RustImage.Base.BaseTree.OpenAsync(image, _base.Cache);
        Assert.Equal("root:x:0:0::/:\n", File.ReadAllText(tree.Find("/etc/passwd")!.HostPath));
    }

    public void Dispose() => _base.Dispose();
}
