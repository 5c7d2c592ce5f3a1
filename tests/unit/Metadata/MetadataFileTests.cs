using RustImage.Metadata;
using RustImage.Testing;

namespace RustImage.UnitTests.Metadata;

public sealed class MetadataFileTests
{
    [Fact]
    public void The_JSON_of_the_action_is_read() => ActionOutputs.AssertExpected(MetadataFile.Parse(ActionOutputs.Json, "x"));

    [Fact]
    public void The_target_of_a_bake_file_is_read()
    {
        Assert.Equal(4, MetadataFile.Parse(ActionOutputs.BakeTags, "x").Tags.Count);
        Assert.Equal(8, MetadataFile.Parse(ActionOutputs.BakeLabels, "x").Labels.Count);
        Assert.Equal(2, MetadataFile.Parse(ActionOutputs.BakeAnnotations, "x").Annotations.Count);
    }

    [Fact]
    public void A_single_target_is_used_whatever_its_name() =>
        Assert.Equal(new("ghcr.io", "a", "1"),
            Assert.Single(MetadataFile.Parse("""{"target":{"web":{"tags":["ghcr.io/a:1"]}}}""", "x").Tags));

    [Fact]
    public void The_target_of_the_action_is_used_among_several() => Assert.Equal("1", Assert.Single(MetadataFile.Parse(
        """{"target":{"web":{"tags":["b:2"]},"docker-metadata-action":{"tags":["a:1"]}}}""", "x").Tags).Tag);

    [Fact]
    public void Several_unknown_targets_are_refused_and_named() =>
        AssertRefused("RIMG5032", "'web', 'worker'", """{"target":{"web":{},"worker":{}}}""");

    [Fact]
    public void Without_image_names_the_tag_names_are_used() =>
        Assert.Equal([new(null, null, "1.2"), new MetadataTag(null, null, "latest")],
            MetadataFile.Parse("""{"tags":[],"tag-names":["1.2","latest"],"labels":{}}""", "x").Tags);

    [Fact]
    public void Values_are_unchanged()
    {
        var labels =
            MetadataFile.Parse("""{"labels":{"a":"","b":" x;y%3B=\"'\\ ","c":"line\nline","größe":"ü\u0000","null":null}}""", "x").Labels;
        Assert.Equal([("a", ""), ("b", " x;y%3B=\"'\\ "), ("c", "line\nline"), ("größe", "ü\0")], labels.Select(l => (l.Key, l.Value)));
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("tags: [a]", "not JSON")]
    [InlineData("{\"tags\":[\"a:1\"]", "not JSON")]
    [InlineData("[]", "the document is an array, not an object")]
    [InlineData("{}", "neither tags")]
    [InlineData("{\"version\":\"1\"}", "neither tags")]
    [InlineData("{\"tags\":\"a:1\"}", "'tags' is a string, not an array of strings")]
    [InlineData("{\"tags\":[\"a:1\",2]}", "'tags[1]' is a number, not a string")]
    [InlineData("{\"labels\":[\"a=b\"]}", "'labels' is an array, not an object")]
    [InlineData("{\"labels\":{\"a\":{}}}", "'labels.a' is an object, not a string")]
    [InlineData("{\"labels\":{\"\":\"x\"}}", "without a key")]
    [InlineData("{\"annotations\":{\"a\":\"b\"}}", "'annotations' is an object, not an array of strings")]
    [InlineData("{\"target\":[]}", "'target' is an array, not an object")]
    [InlineData("{\"target\":{}}", "no target")]
    [InlineData("{\"target\":{\"web\":{\"labels\":{\"a\":true}}}}", "'target.web.labels.a' is true or false, not a string")]
    public void An_invalid_file_is_refused_with_the_location(string json, string said) => AssertRefused("RIMG5031", said, json);

    [Fact]
    public void A_missing_file_is_refused_with_its_path()
    {
        using var directory = new TemporaryDirectory();
        var failure = Assert.Throws<RustImageException>(() => MetadataFile.Read(directory["none.json"]));
        Assert.Equal("RIMG5030", failure.Code);
        Assert.Contains($"'{directory["none.json"]}'", failure.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(string code, string said, string json)
    {
        var failure = Assert.Throws<RustImageException>(() => MetadataFile.Parse(json, "some/file.json"));
        Assert.Equal(code, failure.Code);
        Assert.Contains("'some/file.json'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }
}
