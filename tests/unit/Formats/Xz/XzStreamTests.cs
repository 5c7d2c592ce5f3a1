using RustImage.Formats.Xz;
using Peer = RustImage.Testing.Xz;

namespace RustImage.UnitTests.Formats.Xz;

/// <summary>Data compressed by xz must be decompressed unchanged.</summary>
public sealed class XzStreamTests
{
    private static readonly string[] Presets = ["-0", "-6", "-9e"];
    private static readonly string[] Checks = ["--check=crc64", "--check=crc32", "--check=sha256", "--check=none"];
    private static readonly string[] BlockSizes = ["--block-size=1MiB", "--block-size=65536", "--block-size=10007"];

    public static TheoryData<string> FilterNames =>
    [
        "", "--delta=dist=1", "--delta=dist=4", "--delta=dist=256", "--x86", "--x86=start=4096", "--powerpc", "--ia64", "--arm",
        "--armthumb",
        "--arm64", "--sparc", "--x86 --delta=dist=3", "--delta=dist=2 --armthumb --x86", "--ia64=start=16 --arm64=start=4 --sparc=start=8",
    ];

    public static TheoryData<string, string> Properties => new(
        from preset in Presets
        from lclppb in new[] { "lc=0,lp=0,pb=0", "lc=4,lp=0,pb=4", "lc=0,lp=4,pb=2", "lc=1,lp=3,pb=1", "lc=2,lp=2,pb=3" }
        select (preset, lclppb));

    [Theory]
    [MemberData(nameof(FilterNames))]
    public void Every_filter_is_undone(string filters)
    {
        var chain = filters.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var turn = filters.Length;
        foreach (var (name, make) in XzInputs.All)
        {
            var bytes = make();
            turn++;
            var packed = Peer.Compress(
                bytes,
                [Checks[turn % 4], BlockSizes[bytes.Length > 300_000 ? 0 : turn % 3], .. chain,
                $"--lzma2=preset={Presets[turn % 3][1..]},dict=512KiB"]);
            Assert.True(XzInputs.Decode(packed).AsSpan().SequenceEqual(bytes), $"{filters} of {name}");
        }
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void Every_property_of_LZMA_is_supported(string preset, string properties)
    {
        foreach (var bytes in new[] { XzInputs.Text(90_000), XzInputs.All["opcodes"]() })
            Assert.Equal(bytes, XzInputs.Decode(Peer.Compress(bytes, $"--lzma2=preset={preset[1..]},{properties},dict=4KiB")));
    }

    [Fact]
    public void Every_check_is_verified()
    {
        var bytes = XzInputs.Text(100);
        foreach (var check in Checks)
        {
            var packed = Peer.Compress(bytes, check);
            Assert.Equal(bytes, XzInputs.Decode(packed));
            if (check == "--check=none")
                continue;
            // The index has 8 bytes and the footer 12. The check is before them.
            packed[^21] ^= 1;
            Assert.Contains("checksum", Assert.Throws<InvalidDataException>(() => XzInputs.Decode(packed)).Message,
                StringComparison.Ordinal);
        }
    }

    /// <summary>The dictionary wraps around many times, and matches cross its end.</summary>
    [Theory]
    [InlineData("4KiB")]
    [InlineData("6KiB")]
    [InlineData("64KiB")]
    [InlineData("96KiB")]
    public void A_dictionary_may_be_smaller_than_the_data(string size)
    {
        var bytes = XzInputs.All["a program"]();
        Assert.Equal(bytes, XzInputs.Decode(Peer.Compress(bytes, $"--lzma2=preset=6,dict={size}")));
        bytes = [.. Enumerable.Range(0, 40).SelectMany(i => XzInputs.Text(5_000 + (i * 13)))];
        Assert.Equal(bytes, XzInputs.Decode(Peer.Compress(bytes, $"--lzma2=preset=9,dict={size}")));
    }

    /// <summary>xz writes sizes into block headers only with threads.</summary>
    [Fact]
    public void Block_headers_may_contain_sizes()
    {
        var bytes = XzInputs.Text(50_000);
        var packed = Peer.Compress(bytes, "-T2", "--block-size=7000");
        Assert.Equal(0xC0, packed[13] & 0xC0);
        Assert.Equal(bytes, XzInputs.Decode(packed));
    }

    [Fact]
    public void Several_streams_with_padding_in_multiples_of_four_are_read()
    {
        byte[] one = Peer.Compress("one "u8.ToArray()), two = Peer.Compress("two"u8.ToArray(), "--check=none"), empty = Peer.Compress([]);
        Assert.Equal("one two"u8.ToArray(), XzInputs.Decode([.. one, .. two]));
        XzInputs.AssertAsXz(
        [
            [.. one, .. two], [.. one, .. new byte[4], .. two], [.. one, .. new byte[4096], .. empty, .. two, .. new byte[8]],
            [.. empty, .. empty],
            [.. one, 0], [.. one, 0, 0], [.. one, 0, 0, 0], [.. one, .. new byte[5], .. two], [.. one, 1], [.. one, 0, 0, 0, 1],
            [0, 0, 0, 0, .. one],
            [.. one, .. two[..^1]], [.. one, .. two[..6]], [.. one, 0xFD], [], [0], [0xFD],
        ]);
    }

    [Fact]
    public void Any_read_size_yields_the_same_bytes()
    {
        var bytes = XzInputs.Text(20_000);
        var packed = Peer.Compress(bytes, "--block-size=7000", "--x86", "--lzma2");
        using var single = new XzStream(new OneByteStream(packed));
        foreach (var b in bytes)
            Assert.Equal(b, single.ReadByte());
        Assert.Equal(-1, single.ReadByte());
        Assert.Equal(0, single.Read(new byte[8], 0, 8));

        using var uneven = new XzStream(new MemoryStream(packed));
        var all = new List<byte>();
        var buffer = new byte[300];
        for (var i = 0; uneven.Read(buffer, 0, 0) == 0 && uneven.Read(buffer, i % 7, 1 + (i % 293)) is var count and > 0; i++)
            all.AddRange(buffer.AsSpan(i % 7, count));
        Assert.Equal(bytes, all);
    }

    [Fact]
    public async Task The_stream_is_read_only()
    {
        var inner = new MemoryStream(Peer.Compress("text"u8.ToArray()));
        var stream = new XzStream(inner, leaveOpen: true);
        Assert.Equal((true, false, false), (stream.CanRead, stream.CanSeek, stream.CanWrite));
        Assert.Equal(4, await stream.ReadAsync(new byte[10]));
        Assert.Throws<NotSupportedException>(() => stream.Length);
        Assert.Throws<NotSupportedException>(() => stream.Position = 0);
        Assert.Throws<NotSupportedException>(() => stream.Write([1], 0, 1));
        await stream.DisposeAsync();
        Assert.False(stream.CanRead);
        Assert.Throws<ObjectDisposedException>(() => stream.ReadByte());
        Assert.True(inner.CanRead);
        new XzStream(inner).Dispose();
        Assert.False(inner.CanRead);
    }

    [Fact]
    public void A_dictionary_that_is_too_large_is_refused_before_memory_is_allocated()
    {
        var packed = Peer.Compress("text"u8.ToArray(), "--lzma2=dict=192MiB");
        var error = Assert.Throws<InvalidDataException>(() => XzInputs.Decode(packed));
        Assert.Contains("201326592", error.Message, StringComparison.Ordinal);
        using var stream = new XzStream(new MemoryStream(packed), leaveOpen: false, 192 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("text", new StreamReader(stream).ReadToEnd());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Damage_is_reported_again_at_every_read()
    {
        var packed = Peer.Compress(XzInputs.Text(1000));
        packed[200] ^= 0x10;
        using var stream = new XzStream(new MemoryStream(packed));
        var messages = Enumerable.Range(0, 3).Select(_ => Assert.Throws<InvalidDataException>(() => stream.CopyTo(Stream.Null)).Message);
        Assert.Single(messages.Distinct());
    }

    private sealed class OneByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));
    }
}
