using RustImage.Debian.Packages;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Packages;

/// <summary>Packages with the expected digest and invalid content.</summary>
public sealed class DamagedPackageTests : IDisposable
{
    private static readonly byte[] Version = "2.0\n"u8.ToArray();
    private static readonly byte[] Control = new DebBuilder().ControlTar();
    private static readonly byte[] Data = Sample().DataTar();

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(DebCompression.None)]
    [InlineData(DebCompression.Gzip)]
    [InlineData(DebCompression.Xz)]
    [InlineData(DebCompression.Zstd)]
    public void Every_compression_is_read(DebCompression compression) =>
        Assert.Equal("hello", File.ReadAllText(Open(Sample(compression).Build()).Files.Single(f => f.Path == "/usr/bin/tool").HostPath!));

    [Theory]
    [InlineData(DebCompression.None)]
    [InlineData(DebCompression.Gzip)]
    [InlineData(DebCompression.Xz)]
    [InlineData(DebCompression.Zstd)]
    public void A_file_truncated_anywhere_is_an_error(DebCompression compression)
    {
        var deb = Sample(compression).Build();
        // The last byte may be the padding of ar.
        for (var length = deb.Length - 2; length >= 0; length -= Math.Max(1, length / 40))
            AssertRefused("RIMG700[23]", deb[..length]);
    }

    [Theory]
    [InlineData(DebCompression.Gzip)]
    [InlineData(DebCompression.Xz)]
    [InlineData(DebCompression.Zstd)]
    public void An_archive_truncated_within_its_member_is_an_error(DebCompression compression)
    {
        var deb = Sample(compression).Build();
        var members = ArArchive.Members(new MemoryStream(deb), "x.deb");
        var data = deb.AsSpan((int)members[2].Offset, (int)members[2].Length).ToArray();
        for (var length = data.Length - 1; length >= 0; length -= Math.Max(1, data.Length / 40))
            AssertRefused(
                "RIMG7003", DebBuilder.Ar(("debian-binary", Version), ("control.tar", Control), (members[2].Name, data[..length])));
    }

    [Theory]
    [InlineData(DebCompression.None)]
    [InlineData(DebCompression.Gzip)]
    [InlineData(DebCompression.Xz)]
    [InlineData(DebCompression.Zstd)]
    public void A_wrong_byte_is_harmless_or_an_error_with_a_code(DebCompression compression)
    {
        var deb = Sample(compression).Build();
        for (var i = 0; i < deb.Length; i += Math.Max(1, deb.Length / 150))
        {
            var damaged = (byte[])deb.Clone();
            damaged[i] ^= 0x55;
            try
            {
                Open(damaged);
            }
            catch (RustImageException e)
            {
                Assert.StartsWith("RIMG70", e.Code, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_file_of_another_format_is_refused()
    {
        AssertRefused("RIMG7002", []);
        AssertRefused("RIMG7002", "<html>"u8.ToArray());
        AssertRefused("RIMG7002", "!<arch>\n"u8.ToArray());
        AssertRefused("RIMG7002", DebBuilder.Ar(("control.tar", Control), ("data.tar", Data)));
    }

    [Theory]
    [InlineData("3.0\n")]
    [InlineData("0.939000\n")]
    [InlineData("")]
    public void Another_format_version_is_not_supported(string version) => AssertRefused("RIMG7004", Sample(version: version).Build());

    [Fact]
    public void A_newer_minor_version_is_supported() => Assert.NotEmpty(Open(Sample(version: "2.1\nmore\n").Build()).Files);

    [Theory]
    [InlineData("data.tar.bz2")]
    [InlineData("data.tar.lzma")]
    [InlineData("data.tar.")]
    public void Another_compression_is_not_supported(string name) =>
        AssertRefused("RIMG7004", DebBuilder.Ar(("debian-binary", Version), ("control.tar", Control), (name, Data)));

    [Fact]
    public void Members_must_exist_in_the_right_order()
    {
        AssertRefused("RIMG7003", DebBuilder.Ar(("debian-binary", Version)));
        AssertRefused("RIMG7003", DebBuilder.Ar(("debian-binary", Version), ("control.tar", Control)));
        AssertRefused("RIMG7003", DebBuilder.Ar(("debian-binary", Version), ("data.tar", Data), ("control.tar", Control)));
        AssertRefused("RIMG7003", DebBuilder.Ar(("debian-binary", Version), ("other", []), ("control.tar", Control), ("data.tar", Data)));
        AssertRefused("RIMG7003", DebBuilder.Ar(("debian-binary", Version), ("control.tarx", Control), ("data.tar", Data)));
        AssertRefused("RIMG7003", DebBuilder.Ar([("debian-binary", Version), .. Enumerable.Repeat(("_x", Array.Empty<byte>()), 64)]));
    }

    [Fact]
    public void Unknown_members_are_skipped()
    {
        var deb = DebBuilder.Ar(
            ("debian-binary", Version), ("_one", [1]), ("control.tar/", Control), ("_two", []), ("data.tar", Data), ("_gpgorigin", [1, 2]));
        Assert.Equal(Open(Sample().Build()).Files.Select(f => f.Path), Open(deb).Files.Select(f => f.Path));
    }

    [Fact]
    public void A_control_archive_needs_a_control_file() => AssertRefused(
        "RIMG7006", DebBuilder.Ar(("debian-binary", Version), ("control.tar", new byte[1024]), ("data.tar", Data)));

    [Fact]
    public void A_control_file_must_be_text()
    {
        var control = (byte[])Control.Clone();
        control[520] = 0xFF;
        AssertRefused("RIMG7003", DebBuilder.Ar(("debian-binary", Version), ("control.tar", control), ("data.tar", Data)));
    }

    [Fact]
    public void An_archive_without_an_end_is_damaged()
    {
        AssertRefused("RIMG7003", DebBuilder.Ar(("debian-binary", Version), ("control.tar", Control), ("data.tar", [])));
        AssertRefused("RIMG7003", DebBuilder.Ar(("debian-binary", Version), ("control.tar", Control), ("data.tar", Data[..^1024])));
        Assert.NotEmpty(Open(DebBuilder.Ar(("debian-binary", Version), ("control.tar", Control), ("data.tar", Data[..^512]))).Files);
    }

    [Fact]
    public void An_invalid_size_is_damage()
    {
        foreach (var size in new[]
            { "7777777777z", "-0000000001", "\u0080\u0080\u0080\u0080\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF",
            "\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF" })
        {
            var data = (byte[])Data.Clone();
            System.Text.Encoding.Latin1.GetBytes(size, data.AsSpan(124));
            data.AsSpan(148, 8).Fill((byte)' ');
            System.Text.Encoding.ASCII.GetBytes(Convert.ToString(data.Take(512).Sum(b => b), 8).PadLeft(6, '0') + "\0", data.AsSpan(148));
            AssertRefused("RIMG7003", DebBuilder.Ar(("debian-binary", Version), ("control.tar", Control), ("data.tar", data)));
        }
    }

    private static DebBuilder Sample(DebCompression compression = DebCompression.None, string version = "2.0\n") =>
        new DebBuilder { Compression = compression, FormatVersion = version }
            .Directory("./usr/").File("./usr/bin/tool", "hello").Link("./usr/bin/link", "tool")
            .File("./usr/share/" + string.Concat(Enumerable.Repeat("long/", 60)) + "name", new string('x', 3000));

    private void AssertRefused(string code, byte[] deb)
    {
        var error = Assert.Throws<RustImageException>(() => Open(deb));
        Assert.Matches(code, error.Code);
        Assert.Contains("x.deb", error.Message, StringComparison.Ordinal);
    }

    private PackageContent Open(byte[] deb)
    {
        File.WriteAllBytes(_directory["x.deb"], deb);
        return new PackageStore(_directory["store"]).OpenAsync(_directory["x.deb"], Digest.OfBytes(deb)).GetAwaiter().GetResult();
    }
}
