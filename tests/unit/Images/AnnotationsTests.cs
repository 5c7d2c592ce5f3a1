using System.Text;
using RustImage.Images;

namespace RustImage.UnitTests.Images;

public sealed class AnnotationsTests
{
    [Fact]
    public void Annotations_are_sorted_at_the_end_of_the_manifest()
    {
        var annotations = Annotations.Create([("z", "\"last\"", ""), ("a", "Grüße;=%", "manifest"), ("for.later", "x", "index")]);
        var json = Encoding.UTF8.GetString(FixedImage.Image(annotations.Manifest).Manifest.Bytes);
        Assert.EndsWith("""],"annotations":{"a":"Grüße;=%","z":"\"last\""}}""", json, StringComparison.Ordinal);
        Assert.Equal("x", annotations.Index["for.later"]);
    }

    [Fact]
    public void Without_annotations_the_manifest_is_unchanged() =>
        Assert.Equal(FixedImage.Image().Digest, FixedImage.Image(Annotations.None.Manifest).Digest);

    [Fact]
    public void Annotations_change_the_image_digest_and_not_the_configuration()
    {
        var (with, without) = (FixedImage.Image(Annotations.Create([("a", "1", "")]).Manifest), FixedImage.Image());
        Assert.NotEqual(without.Digest, with.Digest);
        Assert.Equal(without.Config.Digest, with.Config.Digest);
    }

    [Fact]
    public void A_key_may_have_only_one_value_for_each_level()
    {
        var annotations = Annotations.Create([("a", "1", "manifest"), ("a", "2", "index")]);
        Assert.Equal("1 2", $"{annotations.Manifest["a"]} {annotations.Index["a"]}");
        AssertRefused("RIMG5010", "ContainerAnnotation 'a' has two values, '1' and '2'", ("a", "1", ""), ("a", "2", "manifest"));
    }

    [Theory]
    [InlineData("Manifest")]
    [InlineData("descriptor")]
    public void An_unknown_level_is_refused(string level) =>
        AssertRefused("RIMG5011", $"ContainerAnnotation 'a' is '{level}'", ("a", "1", level));

    [Fact]
    public void An_item_wins_over_CI_metadata_on_its_level()
    {
        var given = new Dictionary<string, string> { ["a"] = "of CI", ["b"] = "of CI" };
        var metadata = new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["manifest"] = given,
            ["index"] = given,
            ["manifest-descriptor"] = given,
        };
        var all = Annotations.Create([("a", "own", "")]).Over(metadata);
        Assert.Equal([("a", "own"), ("b", "of CI")], all.Manifest.Select(a => (a.Key, a.Value)));
        Assert.Equal(given, all.Index);
    }

    private static void AssertRefused(string code, string quoted, params (string Key, string Value, string Level)[] items)
    {
        var failure = Assert.Throws<RustImageException>(() => Annotations.Create(items));
        Assert.Equal(code, failure.Code);
        Assert.Contains(quoted, failure.Message, StringComparison.Ordinal);
    }
}
