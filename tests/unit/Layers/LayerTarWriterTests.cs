using System.Formats.Tar;
using System.Text;
using RustImage.Layers;
using RustImage.Testing;

namespace RustImage.UnitTests.Layers;

public sealed class LayerTarWriterTests
{
    private static readonly string Name100 = "/" + new string('d', 49) + "/" + new string('f', 50);
    private static readonly string Name101 = Name100 + "x";

    /// <summary>Entries of every type.</summary>
    internal static readonly LayerEntry[] All =
    [
        TestEntry.Directory("/etc"),
        TestEntry.File("/etc/empty", ""),
        TestEntry.File("/etc/text", new string('t', 513), 0b100_111_101_101, 65532, 1000),
        TestEntry.File("/etc/größe ☃"),
        TestEntry.Link("/etc/link", "../usr/lib/target"),
        TestEntry.Link("/etc/long link", "/" + new string('t', 120)),
        TestEntry.File(Name100),
        TestEntry.File(Name101),
        TestEntry.File("/" + new string('ü', 51)),
        TestEntry.Directory("/" + new string('e', 200)),
        TestEntry.File("/owner", "x", 0b110_100_100, 3_000_000, 4_000_000),
        TestEntry.Directory("/tmp", 0b001_111_111_111),
    ];

    [Fact]
    public void The_tar_equals_the_golden_digest_on_every_host() => Assert.Equal(
        "sha256:29af703b14dd7456ed2faa299f9ff6bbe69e3bce7689b2d352c9486b6bd5629c", Digest.OfBytes(TestEntry.Tar(All)).ToString());

    [Fact]
    public void Every_entry_survives_writing_and_reading()
    {
        using var reader = new TarReader(new MemoryStream(TestEntry.Tar(All)));
        foreach (var expected in All)
        {
            var entry = reader.GetNextEntry(copyData: true)!;
            Assert.Equal(expected.Path, "/" + entry.Name.TrimEnd('/'));
            Assert.Equal((expected.Mode, expected.UserId, expected.GroupId), ((int)entry.Mode, entry.Uid, entry.Gid));
            Assert.Equal(DateTimeOffset.UnixEpoch, entry.ModificationTime);
            Assert.Equal((expected as LinkEntry)?.Target ?? "", entry.LinkName);
            Assert.Equal(Text(expected), entry.DataStream is null ? "" : new StreamReader(entry.DataStream).ReadToEnd());
            Assert.Equal(expected is DirectoryEntry, entry.EntryType == TarEntryType.Directory);
        }
        Assert.Null(reader.GetNextEntry());
    }

    [Fact]
    public async Task GNU_tar_lists_every_entry_as_written()
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllBytes(directory["layer.tar"], TestEntry.Tar(All));
        var listing = await ProcessRunner.CaptureAsync(new Command(
            Require.Tool("tar", "tar"), ["--utc", "--numeric-owner", "--quoting-style=literal", "--full-time", "-tvf", "layer.tar"],
            directory.Path, new Dictionary<string, string?> { ["LC_ALL"] = "C.UTF-8" }));
        Assert.Equal((0, ""), (listing.ExitCode, listing.StandardError));
        var lines = listing.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(All.Length, lines.Length);
        Assert.All(All.Zip(lines), p => Assert.EndsWith(Name(p.First), p.Second, StringComparison.Ordinal));
        Assert.All(lines, l => Assert.Contains(" 1970-01-01 00:00:00 ", l, StringComparison.Ordinal));
        Assert.StartsWith("-rwsr-xr-x 65532/1000 ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("drwxrwxrwt 0/0 ", lines[^1], StringComparison.Ordinal);
        Assert.StartsWith("-rw-r--r-- 3000000/4000000 ", lines[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_fits_is_plain_ustar_without_other_data()
    {
        var tar = TestEntry.Tar(TestEntry.File("/etc/text", "text", 0b110_100_100, 1, 2));
        Assert.Equal(512 + 512 + 1024, tar.Length);
        Assert.Equal("ustar\0" + "00", Field(tar, 257, 8));
        Assert.Equal("etc/text", Field(tar, 0, 100).TrimEnd('\0'));
        Assert.Equal("0000644\0" + "0000001\0" + "0000002\0" + "00000000004\0" + "00000000000\0", Field(tar, 100, 48));
        Assert.Equal(new string('\0', 64), Field(tar, 265, 64)); // names of user and group
        Assert.Equal(new string('\0', 155 + 12), Field(tar, 345, 155 + 12));
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public void A_long_name_needs_one_more_header_and_block(int length, bool isLong)
    {
        var tar = TestEntry.Tar(TestEntry.File("/" + new string('n', length), ""));
        Assert.Equal(isLong ? (3 * 512) + 1024 : 512 + 1024, tar.Length);
        Assert.Equal(isLong ? "L" : "0", Field(tar, 156, 1));
    }

    [Fact]
    public void The_headers_of_a_long_name_hold_no_time_process_or_user()
    {
        var tar =
            TestEntry.Tar(TestEntry.Link("/" + new string('n', 150), new string('t', 150)), TestEntry.File("/" + new string('m', 150), ""));
        Assert.Equal("K", Field(tar, 156, 1));
        Assert.Equal("L", Field(tar, 1024 + 156, 1));
        Assert.DoesNotContain("PaxHeader", Encoding.UTF8.GetString(tar), StringComparison.Ordinal);
        foreach (var header in Enumerable.Range(0, tar.Length / 512)
            .Where(b => Field(tar, b * 512, 512).Contains("ustar", StringComparison.Ordinal)))
        {
            Assert.Equal("00000000000\0", Field(tar, (header * 512) + 136, 12));
            Assert.Matches(@"^(root\0{28}root\0{28}|\0{64})\z", Field(tar, (header * 512) + 265, 64)); // GNU's constant, whoever runs it
            Assert.Equal("", Field(tar, (header * 512) + 345, 24).Trim('\0', '0')); // GNU's times of access and change
        }
    }

    [Fact]
    public void Two_runs_at_different_times_give_the_same_bytes()
    {
        var first = TestEntry.Tar(All);
        Thread.Sleep(1100);
        Assert.Equal(first, TestEntry.Tar(All));
    }

    private static string Text(LayerEntry entry) =>
        entry is FileEntry file ? new StreamReader(file.Content.Open()).ReadToEnd() : "";

    private static string Name(LayerEntry entry) => entry switch
    {
        LinkEntry link => $" {entry.Path[1..]} -> {link.Target}",
        DirectoryEntry => $" {entry.Path[1..]}/",
        _ => $" {entry.Path[1..]}",
    };

    private static string Field(byte[] tar, int offset, int length) => Encoding.Latin1.GetString(tar, offset, length);
}
