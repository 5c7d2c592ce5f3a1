using RustImage.Layers;
using RustImage.Outputs.Engines;

namespace RustImage.UnitTests.Outputs.Engines;

public sealed class LayerReuseTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("abc", "abc")]
    [InlineData("abcd", "abc")]
    [InlineData("ab", "ab")]
    [InlineData("abx", "ab")]
    [InlineData("bc", "")]
    [InlineData("xbc", "")]
    [InlineData("a abx b", "ab")]
    public void Docker_has_the_longest_beginning_that_an_image_shares(string images, string has) =>
        Assert.Equal(Ids(has).ToHashSet(), LayerReuse.FindStart(Layers("abc"), Images(images)));

    [Fact]
    public void A_layer_that_comes_again_above_is_sent() =>
        Assert.Equal(Ids("b").ToHashSet(), LayerReuse.FindStart(Layers("aba"), Images("ab")));

    [Theory]
    [InlineData("", "")]
    [InlineData("xbc", "bc")]
    [InlineData("c xa", "ac")]
    public void Podman_has_a_layer_wherever_it_lies(string images, string has) =>
        Assert.Equal(Ids(has).ToHashSet(), LayerReuse.FindAnywhere(Layers("abc"), Images(images)));

    [Fact]
    public void What_is_sent_is_counted_once_for_each_content()
    {
        Assert.Equal(new LoadResult(2, 20), LayerReuse.CountSent(Layers("abab"), LocalSample.Nothing));
        Assert.Equal(new LoadResult(1, 10), LayerReuse.CountSent(Layers("abc"), Ids("ac").ToHashSet()));
    }

    private static IReadOnlyList<Layer> Layers(string names) => [.. Ids(names).Select(d => new Layer("", d, 10, new EntryList([])))];

    private static IReadOnlyList<IReadOnlyList<Digest>> Images(string images) => [.. images.Split(' ').Select(Ids)];

    private static IReadOnlyList<Digest> Ids(string names) => [.. names.Select(n => Digest.OfBytes([(byte)n]))];
}
