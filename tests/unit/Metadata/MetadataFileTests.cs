using RustImage.Metadata;
using RustImage.Testing;

namespace RustImage.UnitTests.Metadata;

public sealed class MetadataFileTests
{
    [Fact]
    public void The_actions_JSON_is_read() => Outputs.AssertIsThis(MetadataFile.Parse(Outputs.Json, "x"));

    [Fact]
    public void A_bake_files_target_is_read()
    {
        Assert.Equal(4, MetadataFile.Parse(Outputs.BakeTags, "x").Tags.Count);
        Assert.Equal(8, MetadataFile.Parse(Outputs.BakeLabels, "x").Labels.Count);
        Assert.Equal(2, MetadataFile.Parse(Outputs.BakeAnnotations, "x").Annotations.Count);
    }

    [Fact]
    public void The_only_target_counts_whatever_it_is_called() =>
        Assert.Equal(new("ghcr.io", "a", "1"), Assert.Single(MetadataFile.Parse("""{"target":{"web":{"tags":["ghcr.io/a:1"]}}}""", "x").Tags));

    [Fact]
    public void Of_several_targets_the_actions_counts() => Assert.Equal("1", Assert.Single(MetadataFile.Parse(
        """{"target":{"web":{"tags":["b:2"]},"docker-metadata-action":{"tags":["a:1"]}}}""", "x").Tags).Tag);

    [Fact]
    public void Several_other_targets_are_refused_by_name() =>
        AssertRefused("RIMG5032", "'web', 'worker'", """{"target":{"web":{},"worker":{}}}""");

    [Fact]
    public void Without_images_the_tags_names_count() =>
        Assert.Equal([new(null, null, "1.2"), new MetadataTag(null, null, "latest")], MetadataFile.Parse("""{"tags":[],"tag-names":["1.2","latest"],"labels":{}}""", "x").Tags);

    [Fact]
    public void Values_arrive_as_they_are()
    {
        var labels = MetadataFile.Parse("""{"labels":{"a":"","b":" x;y%3B=\"'\\ ","c":"line\nline","größe":"ü\u0000","null":null}}""", "x").Labels;
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
    public void Another_form_is_refused_with_the_place(string json, string said) => AssertRefused("RIMG5031", said, json);

    [Fact]
    public void A_file_that_is_not_there_is_refused_with_its_path()
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
