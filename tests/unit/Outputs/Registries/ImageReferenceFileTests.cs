using RustImage.Outputs.Registries;

namespace RustImage.UnitTests.Outputs.Registries;

public sealed class ImageReferenceFileTests
{
    private static readonly Dictionary<string, string> Images = new()
    {
        ["hello"] = "ghcr.io/team/hello@sha256:11",
        ["my.service-2"] = "ghcr.io/team/two@sha256:22",
        ["shop/api"] = "ghcr.io/team/api@sha256:33",
    };

    [Theory]
    [InlineData("image: rustimage://hello", "image: ghcr.io/team/hello@sha256:11")]
    [InlineData("  - image: 'rustimage://my.service-2' # the second", "  - image: 'ghcr.io/team/two@sha256:22' # the second")]
    [InlineData("args: [\"--image\", \"rustimage://hello\"]", "args: [\"--image\", \"ghcr.io/team/hello@sha256:11\"]")]
    [InlineData("{{ if .x }}image: rustimage://hello{{ end }}", "{{ if .x }}image: ghcr.io/team/hello@sha256:11{{ end }}")]
    [InlineData("text: deploys rustimage://hello.", "text: deploys ghcr.io/team/hello@sha256:11.")]
    [InlineData("image: rustimage://shop/api # of several", "image: ghcr.io/team/api@sha256:33 # of several")]
    public void A_reference_becomes_the_pushed_image_name(string line, string resolved) =>
        Assert.Equal((resolved, 1), ImageReferenceFile.Resolve(line, "app.yaml", Images));

    [Theory]
    [InlineData("image: nginx")]
    [InlineData("  # image: rustimage://removed")]
    [InlineData("image: otherrustimage://hello")]
    [InlineData("\uFEFF# rustimage://removed")]
    [InlineData("")]
    public void Other_text_is_unchanged(string line) => Assert.Equal((line, 0), ImageReferenceFile.Resolve(line, "app.yaml", Images));

    [Theory]
    [InlineData("image: rustimage://hello:1.2", "rustimage://hello:1.2")]
    [InlineData("image: rustimage://hello@sha256:aa", "rustimage://hello@sha256:aa")]
    [InlineData("image: rustimage://../hello", "rustimage://../hello")]
    [InlineData("image: RUSTIMAGE://hello", "RUSTIMAGE://hello")]
    [InlineData("image: 'rustimage://hello/'", "rustimage://hello/")]
    [InlineData("image: rustimage:///hello", "rustimage:///hello")]
    [InlineData("image: rustimage://hello//api", "rustimage://hello//api")]
    [InlineData("image: rustimage://hello?tag=1", "rustimage://hello?tag=1")]
    [InlineData("image: \"rustimage://hello:latest\"", "rustimage://hello:latest")]
    [InlineData("image: rustimage://{{ .Values.name }}", "rustimage://")]
    [InlineData("image: rustimage://${NAME}", "rustimage://$")]
    public void An_invalid_reference_is_an_error_with_its_location(string line, string found)
    {
        var error =
            Assert.Single(
                Assert.Throws<RustImageException>(() => ImageReferenceFile.Resolve($"a: b\n{line}\n", "/deploy/app.yaml", Images))
                    .Diagnostics);
        Assert.Equal(("RIMG6409", "/deploy/app.yaml", 2, line.IndexOf(found, StringComparison.Ordinal) + 1),
            (error.Code, error.File, error.Line, error.Column));
        Assert.StartsWith($"'{found}' ", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("see rustimage://hello, rustimage://hello; (rustimage://hello): rustimage://hello!", 4)]
    [InlineData("key: {image: rustimage://hello}", 1)]
    [InlineData("rustimage://hello:", 1)]
    public void Quotes_and_punctuation_end_a_reference(string line, int count) => Assert.Equal(
        (line.Replace("rustimage://hello", Images["hello"], StringComparison.Ordinal), count),
        ImageReferenceFile.Resolve(line, "app.yaml", Images));

    [Fact]
    public void Line_endings_and_comments_are_kept() => Assert.Equal(
        ("# a\r\nimage: ghcr.io/team/hello@sha256:11\r\n---\nx: ghcr.io/team/hello@sha256:11\n", 2),
        ImageReferenceFile.Resolve("# a\r\nimage: rustimage://hello\r\n---\nx: rustimage://hello\n", "app.yaml", Images));

    [Fact]
    public void Each_unknown_name_is_reported_with_its_location()
    {
        var failure = Assert.Throws<RustImageException>(
            () =>
                ImageReferenceFile.Resolve("a: rustimage://hello\nb: rustimage://helo\nc:  rustimage://Hello\nd: rustimage://shop\n",
                    "/deploy/app.yaml", Images));
        Assert.Equal(
            [("RIMG6401", "/deploy/app.yaml", 2, 4), ("RIMG6401", "/deploy/app.yaml", 3, 5), ("RIMG6401", "/deploy/app.yaml", 4, 4)],
            failure.Diagnostics.Select(d => (d.Code, d.File, d.Line, d.Column)));
        Assert.Contains("'rustimage://helo'", failure.Diagnostics[0].Text, StringComparison.Ordinal);
        Assert.Contains("'hello', 'my.service-2', 'shop/api'", failure.Diagnostics[0].Text, StringComparison.Ordinal);
    }
}
