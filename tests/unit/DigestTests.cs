using System.Text.Json;
using RustImage.Testing;

namespace RustImage.UnitTests;

public sealed class DigestTests
{
    /// <summary>FIPS 180-2, appendix B.1.</summary>
    private const string OfAbc = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void Bytes_a_stream_and_a_file_with_equal_content_have_equal_digests()
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory["abc"], "abc");
        Assert.Equal(OfAbc, Digest.OfBytes("abc"u8).ToString());
        Assert.Equal(OfAbc, Digest.OfStream(new MemoryStream("abc"u8.ToArray())).ToString());
        Assert.Equal(OfAbc, Digest.OfFile(directory["abc"]).ToString());
    }

    [Fact]
    public void A_digest_survives_its_text_and_JSON()
    {
        var digest = Digest.Parse(OfAbc);
        Assert.Equal(OfAbc["sha256:".Length..], digest.Hex);
        Assert.Equal($"\"{OfAbc}\"", JsonSerializer.Serialize(digest));
        Assert.Equal(digest, JsonSerializer.Deserialize<Digest>($"\"{OfAbc}\""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256:")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("sha512:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    [InlineData("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015adf")]
    [InlineData("sha256:BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("sha256:../../../../../../../../../../../../../../../../../../../../etc/")]
    [InlineData("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a\n")]
    public void An_invalid_digest_is_refused(string text) => Assert.Throws<FormatException>(() => Digest.Parse(text));
}
