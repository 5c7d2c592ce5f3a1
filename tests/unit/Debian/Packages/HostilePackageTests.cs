using System.Formats.Tar;
using System.Text;
using RustImage.Debian.Packages;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Packages;

/// <summary>Hostile packages and the errors for them.</summary>
public sealed class HostilePackageTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../etc/passwd")]
    [InlineData("./usr/../../etc/passwd")]
    [InlineData("./usr/..")]
    [InlineData("./two\nlines")]
    [InlineData("./bell\a")]
    public void A_name_that_may_point_outside_the_package_is_refused(string name) =>
        AssertRefused("RIMG7008", new DebBuilder().File(name, "x"));

    [Fact]
    public void A_name_that_is_too_long_is_refused()
    {
        AssertRefused("RIMG7008", new DebBuilder().File("./" + new string('x', 256), "x"));
        AssertRefused("RIMG7008", new DebBuilder().File("./" + string.Concat(Enumerable.Repeat("directory/", 410)), "x"));
        AssertRefused("RIMG7008", new DebBuilder().File("./" + string.Concat(Enumerable.Repeat("directory/", 100_000)) + "x", "x"));
        Assert.Equal("/" + new string('x', 255), Assert.Single(Open(new DebBuilder().File("./" + new string('x', 255), "x")).Files).Path);
    }

    [Fact]
    public void An_empty_name_or_one_with_invalid_text_is_refused()
    {
        AssertRefused("RIMG7008", Data(Header("")));
        AssertRefused("RIMG7008", Data(Header("./caf\u00E9")));
    }

    [Theory]
    [InlineData("./usr/lib/x", "../../../etc/passwd")]
    [InlineData("./usr/lib/x", "a/../../../../x")]
    [InlineData("./usr/lib/x", "/../x")]
    [InlineData("./x", "..")]
    [InlineData("./x", "")]
    [InlineData("./", "usr")]
    public void A_link_that_points_outside_the_package_is_refused(string name, string target) =>
        AssertRefused("RIMG7009", Data(Header(name, '2', target)));

    [Theory]
    [InlineData("./usr/lib/x", "../../etc/x")]
    [InlineData("./lib/x", "../../etc/x")]
    [InlineData("./usr/lib/x", "/etc/x")]
    [InlineData("./usr/lib/x", "./y")]
    [InlineData("./usr/lib/x", "missing")]
    public void A_link_that_stays_inside_the_package_is_kept_unchanged(string name, string target) =>
        Assert.Equal(target, Assert.Single(Open(new DebBuilder().Link(name, target)).Files).Target);

    [Fact]
    public void The_links_of_usr_merge_are_left_out()
    {
        var deb = new DebBuilder().Link("./bin", "usr/bin").Link("./lib64", "/usr/lib64").Directory("./usr/bin/");
        Assert.Equal(["/usr/bin"], Open(deb).Files.Select(f => f.Path));
    }

    [Fact]
    public void A_hard_link_needs_an_earlier_file()
    {
        AssertRefused("RIMG7009", new DebBuilder().HardLink("./x", "./y").File("./y", "y"));
        AssertRefused("RIMG7009", new DebBuilder().Link("./y", "z").HardLink("./x", "./y"));
        AssertRefused("RIMG7008", new DebBuilder().HardLink("./x", "/etc/shadow"));
        AssertRefused("RIMG7008", new DebBuilder().HardLink("./x", "../../etc/shadow"));
    }

    [Theory]
    [InlineData(TarEntryType.CharacterDevice)]
    [InlineData(TarEntryType.BlockDevice)]
    [InlineData(TarEntryType.Fifo)]
    public void A_special_file_is_refused(TarEntryType type) =>
        AssertRefused("RIMG7010", new DebBuilder().Entry(new GnuTarEntry(type, "./dev/x")));

    [Theory]
    [InlineData('S')]
    [InlineData('M')]
    [InlineData('x')]
    [InlineData('g')]
    [InlineData('\u0001')]
    public void An_entry_of_an_unknown_type_is_refused(char type) => AssertRefused("RIMG7010", Data(Header("./x", type)));

    [Fact]
    public void A_path_with_entries_of_two_types_is_refused()
    {
        AssertRefused("RIMG7011", new DebBuilder().File("./x", "x").Directory("./x"));
        AssertRefused("RIMG7011", new DebBuilder().Directory("./x").Link("./x", "y"));
        AssertRefused("RIMG7011", new DebBuilder().File("./bin/x", "x").Link("./usr/bin/x", "y"));
        AssertRefused("RIMG7011", new DebBuilder().File("./", "x"));
        Assert.Equal(2, Open(new DebBuilder().File("./x", "1").File("./x", "22")).Files.Single().Size);
    }

    [Fact]
    public void A_path_through_a_link_or_a_file_of_the_package_is_refused()
    {
        AssertRefused("RIMG7011", new DebBuilder().Link("./etc", "/tmp").File("./etc/passwd", "x"));
        AssertRefused("RIMG7011", new DebBuilder().File("./etc/a/b/c", "x").Link("./etc", "/tmp"));
        AssertRefused("RIMG7011", new DebBuilder().File("./etc", "x").File("./etc/passwd", "x"));
        AssertRefused("RIMG7011", new DebBuilder().Link("./usr/lib", "/tmp").File("./lib/x", "x"));
    }

    /// <summary>gzip cannot exceed a ratio of about 1,000 to 1.</summary>
    [Theory]
    [InlineData(DebCompression.Xz)]
    [InlineData(DebCompression.Zstd)]
    public void A_decompression_bomb_is_not_unpacked_to_its_end(DebCompression compression) =>
        AssertRefused("RIMG7005", new DebBuilder { Compression = compression }.File("./zeros", new byte[80 << 20]));

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("Package: x\nVersion: 1\n")]
    [InlineData("Package: x\nVersion: 1\nArchitecture:\n")]
    [InlineData("Package: x\nVersion: 1\nArchitecture: all\nVERSION: 2\n")]
    [InlineData("Package: x\nVersion: 1\nArchitecture: all\n\nPackage: y\nVersion: 1\nArchitecture: all\n")]
    [InlineData("Package: x\nVersion: 1\nArchitecture: all\nno field\n")]
    [InlineData("Package: x\nVersion: 1\nArchitecture: all\n: nothing\n")]
    public void An_incomplete_or_invalid_control_file_is_refused(string control) =>
        AssertRefused("RIMG7006", new DebBuilder { Control = control });

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef usr/x")]
    [InlineData("0123456789abcdef0123456789abcdeg  usr/x")]
    [InlineData("0123456789abcdef0123456789abcdef  ")]
    [InlineData("usr/x")]
    public void An_invalid_list_of_checksums_is_refused(string line) =>
        AssertRefused("RIMG7007", new DebBuilder().ControlFile("md5sums", line + "\n"));

    private static byte[] Data(byte[] tar) => DebBuilder.Ar(
        ("debian-binary", "2.0\n"u8.ToArray()), ("control.tar", new DebBuilder().ControlTar()), ("data.tar", [.. tar, .. new byte[1024]]));

    /// <summary>A ustar header with the given name bytes (Latin-1), without data.</summary>
    private static byte[] Header(string name, char type = '0', string link = "")
    {
        var block = new byte[512];
        Encoding.Latin1.GetBytes(name, block);
        "0000644\0"u8.CopyTo(block.AsSpan(100));
        "00000000000\0"u8.CopyTo(block.AsSpan(124));
        block[156] = (byte)type;
        Encoding.Latin1.GetBytes(link, block.AsSpan(157));
        "ustar\0"u8.CopyTo(block.AsSpan(257));
        block.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes(Convert.ToString(block.Sum(b => b), 8).PadLeft(6, '0') + "\0", block.AsSpan(148));
        return block;
    }

    private void AssertRefused(string code, DebBuilder deb) => AssertRefused(code, deb.Build());

    private void AssertRefused(string code, byte[] deb)
    {
        var error = Assert.Throws<RustImageException>(() => Open(deb));
        Assert.Equal(code, error.Code);
        Assert.Contains("x.deb", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(_directory["store"]));
    }

    private PackageContent Open(DebBuilder deb) => Open(deb.Build());

    private PackageContent Open(byte[] deb)
    {
        File.WriteAllBytes(_directory["x.deb"], deb);
        return new PackageStore(_directory["store"]).OpenAsync(_directory["x.deb"], Digest.OfBytes(deb)).GetAwaiter().GetResult();
    }
}
