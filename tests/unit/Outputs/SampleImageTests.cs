using RustImage.Layers;
using RustImage.Testing;

namespace RustImage.UnitTests.Outputs;

/// <summary>Golden digests of a whole image: what engines know it by, and what registries know it by.</summary>
public sealed class SampleImageTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    /// <summary>They depend on the files alone. Another compressor must not change them.</summary>
    [Theory]
    [InlineData("fast")]
    [InlineData("balanced")]
    [InlineData("small")]
    public async Task The_diffIDs_and_the_configuration_equal_the_golden_digests_at_every_level(string level)
    {
        var image = await SampleImage.CreateAsync(_directory, GzipCompressor.Parse(level), "1");
        string[] diffIds =
        [
            "sha256:326f199d8b4a78ce49bcc66aa18d80d24ca610d586864af2c46173d8764c0f8b",
            "sha256:9a882e683ec5c83306617661fed6c4adc10418df9abb292ee008feaeb3126415",
            "sha256:4bbe491a717ca6e03f1c43dcccce5716ce4228a5c7497faf2cc610dc9faff676",
        ];
        Assert.Equal(diffIds, image.Layers.Select(l => l.Layer.DiffId.ToString()));
        Assert.Equal("sha256:db83d67fb330b252af2f4ac783d842812c516d8e40e41053d38cbc41d72bd397", image.Config.Digest.ToString());
    }

    /// <summary>It changes with the compressor, and then every image must be pushed again.</summary>
    [Fact]
    public async Task The_manifest_equals_the_golden_digest() => Assert.Equal(
        "sha256:f91ceae317ff443dc29ac2ce3cf0fd4bc2945545299693ea8e865e6d3223f571",
        (await SampleImage.CreateAsync(_directory, "1")).Digest.ToString());
}
