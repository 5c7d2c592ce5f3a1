using RustImage.Layers;

namespace RustImage.UnitTests.Layers;

public sealed class DescribedLayerTests
{
    private static readonly PlannedLayer Plan = new("files", [Entries.Directory("/a"), Entries.File("/a/b", "text"), Entries.File("/a/" + new string('c', 120), ""), Entries.Link("/a/d", "b")]);

    [Fact]
    public void Describing_a_layer_does_not_change_its_bytes() => Assert.Equal(TarLayer.Of(Plan), DescribedLayer.Of(Plan).Tar);

    [Fact]
    public void Each_file_has_the_digest_of_its_content_and_nothing_else_has_one() => Assert.Equal(
        [null, Digest.OfBytes("text"u8), Digest.OfBytes([]), null], DescribedLayer.Of(Plan).Contents.Entries.Select(e => e.Digest));
}
