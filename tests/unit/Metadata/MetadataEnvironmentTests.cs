using RustImage.Metadata;
using RustImage.Testing;

namespace RustImage.UnitTests.Metadata;

public sealed class MetadataEnvironmentTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void JSON_in_the_environment_is_read() => ActionOutputs.AssertExpected(Read(("JSON", ActionOutputs.Json)));

    [Fact]
    public void Lists_of_lines_are_read() =>
        ActionOutputs.AssertExpected(
            Read(("TAGS", ActionOutputs.Tags), ("LABELS", ActionOutputs.Labels), ("ANNOTATIONS", ActionOutputs.Annotations)));

    [Fact]
    public void Bake_files_for_each_part_are_read() => ActionOutputs.AssertExpected(Read(
        ("BAKE_FILE_TAGS", File("t.json", ActionOutputs.BakeTags)), ("BAKE_FILE_LABELS", File("l.json", ActionOutputs.BakeLabels)),
        ("BAKE_FILE_ANNOTATIONS", File("a.json", ActionOutputs.BakeAnnotations))));

    [Fact]
    public void A_single_bake_file_is_read() => Assert.Equal(4, Read(("BAKE_FILE", File("t.json", ActionOutputs.BakeTags))).Tags.Count);

    [Fact]
    public void JSON_wins_over_lines_and_lines_over_bake_files()
    {
        ActionOutputs.AssertExpected(Read(("JSON", ActionOutputs.Json), ("TAGS", "x:1"), ("LABELS", "a=b")));
        Assert.Equal("1", Assert.Single(Read(("TAGS", "x:1"), ("BAKE_FILE", "/no/such/file")).Tags).Tag);
    }

    [Fact]
    public void Without_variables_there_is_no_metadata()
    {
        var metadata = Read(("JSON", ""), ("TAGS", " \n"));
        Assert.Empty(metadata.Tags);
        Assert.Empty(metadata.Labels);
        Assert.Empty(metadata.Annotations);
    }

    [Theory]
    [InlineData("a=", "a", "")]
    [InlineData("a==", "a", "=")]
    [InlineData("a=b=c;d%3Be", "a", "b=c;d%3Be")]
    [InlineData("a=\"quoted\" and 'so'", "a", "\"quoted\" and 'so'")]
    [InlineData("  a=b ", "a", "b ")]
    [InlineData("a=b\r\n\r\n", "a", "b")]
    [InlineData("größe=§ 1 $(x) @(y)", "größe", "§ 1 $(x) @(y)")]
    public void A_label_value_is_everything_after_the_first_equals_sign(string text, string key, string value) =>
        Assert.Equal(KeyValuePair.Create(key, value), Assert.Single(Read(("LABELS", text)).Labels));

    [Theory]
    [InlineData("a=b\nhello")]
    [InlineData("a=b\n=hello")]
    public void A_line_without_a_label_is_refused_and_quoted(string text)
    {
        var failure = Assert.Throws<RustImageException>(() => Read(("LABELS", text)));
        Assert.Equal("RIMG5033", failure.Code);
        Assert.Contains($"'{text.Split('\n')[1]}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'DOCKER_METADATA_OUTPUT_LABELS'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metadata_file_of_the_project_wins_over_the_environment() => Assert.Equal(
        "2", Assert.Single(ImageMetadata.Read(File("m.json", """{"tags":["a:2"]}"""), _ => ActionOutputs.Json).Tags).Tag);

    private string File(string name, string text)
    {
        System.IO.File.WriteAllText(_directory[name], text);
        return _directory[name];
    }

    private static ImageMetadata Read(params (string Name, string Value)[] variables) =>
        ImageMetadata.Read(null, name => variables.FirstOrDefault(v => $"DOCKER_METADATA_OUTPUT_{v.Name}" == name).Value);
}
