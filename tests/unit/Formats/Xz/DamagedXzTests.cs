using Peer = RustImage.Testing.Xz;

namespace RustImage.UnitTests.Formats.Xz;

/// <summary>The decoder must refuse exactly the files that xz refuses.</summary>
public sealed class DamagedXzTests
{
    public static TheoryData<string> Options =>
    [
        "--check=crc32",
        "--check=none",
        "--check=sha256 --x86 --lzma2=preset=0",
        "--check=none --delta=dist=3 --lzma2=dict=4KiB",
        "--check=none --block-size=90",
    ];

    [Theory]
    [MemberData(nameof(Options))]
    public void A_file_truncated_anywhere_is_refused(string options)
    {
        var packed = Peer.Compress(XzInputs.Text(120), options.Split(' '));
        for (var length = 0; length < packed.Length; length++)
            Assert.Null(XzInputs.TryDecode(packed[..length]));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void A_wrong_bit_has_the_same_effect_as_in_xz(string options)
    {
        var packed = Peer.Compress(XzInputs.Text(120), options.Split(' '));
        XzInputs.AssertAsXz([.. Enumerable.Range(0, packed.Length * 8).Select(i => With(packed, i / 8, b => (byte)(b ^ (1 << (i % 8)))))]);
    }

    [Fact]
    public void A_stream_with_a_wrong_byte_is_accepted_or_refused_as_the_xz_program_does()
    {
        var packed = Peer.Compress(XzInputs.All["opcodes"]()[..900], "--check=none");
        XzInputs.AssertAsXz([.. Enumerable.Range(0, packed.Length).Select(i => With(packed, i, b => (byte)(b + 77)))]);
    }

    [Fact]
    public void Random_bytes_cause_no_crash()
    {
        var random = new Random(4);
        var packed = Peer.Compress(XzInputs.Text(3000), "--check=none");
        for (var round = 0; round < 3000; round++)
        {
            var damaged = (byte[])packed.Clone();
            random.NextBytes(damaged.AsSpan(random.Next(24, damaged.Length - 40), random.Next(1, 40)));
            XzInputs.TryDecode(damaged);
        }
    }

    [Fact]
    public void Stream_headers_are_checked_against_the_specification()
    {
        var sound = new XzFile();
        Assert.Equal(XzFile.Content, XzInputs.Decode(sound.Build()));
        XzInputs.AssertAsXz(
        [
            sound.Build(),
            (sound with { Magic = [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'z', 0] }).Build(),
            (sound with { Flags = [1, 0] }).Build(),
            (sound with { Flags = [0, 0x10] }).Build(),
            .. Enumerable.Range(1, 15).Select(id => (sound with { Flags = [0, (byte)id] }).Build()),
            (sound with { FooterFlags = [0, 1] }).Build(),
            (sound with { FooterMagic = "Yz"u8.ToArray() }).Build(),
            (sound with { FooterCrcFlip = 1 }).Build(),
            (sound with { BackwardSizeOffset = 1 }).Build(),
            (sound with { BackwardSizeOffset = -1 }).Build(),
        ]);
    }

    [Fact]
    public void Block_headers_are_checked_against_the_specification()
    {
        var sound = new XzFile();
        byte[] lzma2 = [0x21, 1, 0];
        byte[][] headers =
        [
            [0, .. lzma2],
            [0x40, 0, .. lzma2],
            [0x40, 13, .. lzma2],
            [0x40, 12, .. lzma2],
            [0xC0, 13, 9, .. lzma2],
            [0x80, 9, .. lzma2],
            [0x80, 8, .. lzma2],
            [0x80, 0x89, 0, .. lzma2],
            [0x80, 0x89, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0, .. lzma2],
            [0x80, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, .. lzma2],
            [0x04, .. lzma2],
            [0x20, .. lzma2],
            [0, .. lzma2, 1],
            [0, 0x21, 1, 41],
            [0, 0x21, 1, 0x40],
            [0, 0x21, 0],
            [0, 0x21, 2, 0, 0],
            [0, 0x21, 100, 0],
            [0, 0x22, 1, 0],
            [0, 3, 1, 0],
            [1, .. lzma2],
            [1, .. lzma2, .. lzma2],
            [1, 3, 1, 0, .. lzma2],
            [1, 3, 0, .. lzma2],
            [1, 4, 0, .. lzma2],
            [1, 4, 4, 1, 0, 0, 0, .. lzma2],
            [1, 4, 3, 1, 0, 0, .. lzma2],
            [1, 7, 4, 2, 0, 0, 0, .. lzma2],
            [1, 6, 4, 4, 0, 0, 0, .. lzma2],
            [1, 8, 4, 2, 0, 0, 0, .. lzma2],
            [1, 0x30, 0, .. lzma2],
            [1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40, 0, .. lzma2],
            [2, 4, 0, 3, 1, 5, .. lzma2],
            [3, 4, 0, 3, 1, 5, 7, 0, .. lzma2],
            [3, .. lzma2],
        ];
        XzInputs.AssertAsXz([.. headers.Select(h => (sound with { Header = h }).Build())]);
        XzInputs.AssertAsXz(
            [(sound with { HeaderCrcFlip = 1 }).Build(), (sound with { HeaderSizeOffset = 1 })
            .Build(), (sound with { HeaderSizeOffset = -1 }).Build()]);
    }

    [Fact]
    public void Chunks_are_checked_against_the_specification()
    {
        var sound = new XzFile();
        byte[] text = XzFile.Content;
        byte[][] data =
        [
            [],
            [0],
            [1, 0, 8, .. text, 0],
            [2, 0, 8, .. text, 0],
            [3, 0, 8, .. text, 0],
            [0x7F, 0, 8, .. text, 0],
            [1, 0, 3, .. text[..4], 2, 0, 4, .. text[4..], 0],
            [1, 0, 3, .. text[..4], 1, 0, 4, .. text[4..], 0],
            [1, 0, 9, .. text, 0],
            [1, 0, 7, .. text, 0],
            [1, 0, 8, .. text],
            [1, 0, 8, .. text, 0x80, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0],
            [1, 0, 8, .. text, 0xA0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0],
            [1, 0, 8, .. text, 0xC0, 0, 0, 0, 4, 0x5D, 0, 0, 0, 0, 0, 0],
            [0xE0, 0, 0, 0, 4, 0x5D, 0, 0, 0, 0, 0, 0],
            [0xE0, 0, 0, 0, 5, 0x5D, 0, 0, 0, 0, 0, 0, 0],
            [0xE0, 0, 0, 0, 3, 0x5D, 0, 0, 0, 0, 0],
            [0xE0, 0, 0, 0, 4, 0x5D, 1, 0, 0, 0, 0, 0],
            [0xE0, 0, 0, 0, 4, 0x5D, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0],
            [0xE0, 0, 0, 0, 4, 225, 0, 0, 0, 0, 0, 0],
            [0xE0, 0, 0, 0, 4, 224, 0, 0, 0, 0, 0, 0],
            [0xE0, 0, 0, 0, 4, 5, 0, 0, 0, 0, 0, 0],
            [0xE0, 0, 0, 0, 4, 4, 0, 0, 0, 0, 0, 0],
            [0xC0, 0, 0, 0, 4, 0x5D, 0, 0, 0, 0, 0, 0],
        ];
        // Valid ones unpack to one of these lengths.
        int[] lengths = [0, 1, 4, 8, 9, 10];
        XzInputs.AssertAsXz([.. data.SelectMany(d => lengths.Select(l => (sound with { Data = d, ContentLength = l }).Build()))]);
        Assert.Equal([0], XzInputs.TryDecode((sound with { Data = data[15], ContentLength = 1 }).Build()));
    }

    [Fact]
    public void The_index_is_checked_against_the_specification()
    {
        var sound = new XzFile();
        byte[][] indices =
        [
            [0, 1, 25, 9],
            [0, 0],
            [0, 2, 25, 9, 25, 9],
            [0, 1, 24, 9],
            [0, 1, 25, 8],
            [0, 0x81, 0, 25, 9],
            [0, 1, 0x99, 0, 9],
            [0, 1, 25, 9, 0, 0, 0, 1],
            [0, 1, 25, 9, 0, 0, 0, 0],
        ];
        XzInputs.AssertAsXz([.. indices.Select(i => (sound with { Index = i }).Build()), (sound with { IndexCrcFlip = 1 }).Build()]);
        XzInputs.AssertAsXz(
            [(sound with { Index = [0, 0], Header = [], Data = [] }).Build(), (sound with { Padding = [0, 0, 1] }).Build()]);
    }

    private static byte[] With(byte[] bytes, int index, Func<byte, byte> change)
    {
        var copy = (byte[])bytes.Clone();
        copy[index] = change(copy[index]);
        return copy;
    }
}
