using RustImage.Layers;

namespace RustImage.UnitTests.Layers;

public sealed class LayerContentTests
{
    [Fact]
    public void What_a_layer_holds_is_told_for_the_report() => Assert.Equal(
        [
            new LayerContent("/tmp", "directory", "1777", 0, 0, 0, null, "reason of /tmp"),
            new LayerContent("/x", "file", "0600", 7, 8, 4, null, "reason of /x"),
            new LayerContent("/y", "link", "0777", 0, 0, 0, "x", "reason of /y"),
        ],
        new LayerEntry[] { Entries.Directory("/tmp", 0b001_111_111_111), Entries.File("/x", "four", 0b110_000_000, 7, 8), Entries.Link("/y", "x") }.Select(LayerContent.Of));
}
