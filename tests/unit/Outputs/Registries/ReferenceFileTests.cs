using RustImage.Outputs.Registries;

namespace RustImage.UnitTests.Outputs.Registries;

public sealed class ReferenceFileTests
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
    public void A_reference_becomes_what_was_pushed(string line, string resolved) =>
        Assert.Equal((resolved, 1), ReferenceFile.Resolve(line, "app.yaml", Images));

    [Theory]
    [InlineData("image: nginx")]
    [InlineData("  # image: rustimage://removed")]
    [InlineData("image: otherrustimage://hello")]
    [InlineData("\uFEFF# rustimage://removed")]
    [InlineData("")]
    public void All_else_stays_as_it_is(string line) => Assert.Equal((line, 0), ReferenceFile.Resolve(line, "app.yaml", Images));

    [Fact]
    public void Line_ends_and_comments_stay() => Assert.Equal(
        ("# a\r\nimage: ghcr.io/team/hello@sha256:11\r\n---\nx: ghcr.io/team/hello@sha256:11\n", 2),
        ReferenceFile.Resolve("# a\r\nimage: rustimage://hello\r\n---\nx: rustimage://hello\n", "app.yaml", Images));

    [Fact]
    public void Names_that_no_project_has_are_told_each_at_its_place()
    {
        var failure = Assert.Throws<RustImageException>(
            () => ReferenceFile.Resolve("a: rustimage://hello\nb: rustimage://helo\nc:  rustimage://Hello\nd: rustimage://shop\n", "/deploy/app.yaml", Images));
        Assert.Equal(
            [("RIMG6401", "/deploy/app.yaml", 2, 4), ("RIMG6401", "/deploy/app.yaml", 3, 5), ("RIMG6401", "/deploy/app.yaml", 4, 4)],
            failure.Diagnostics.Select(d => (d.Code, d.File, d.Line, d.Column)));
        Assert.Contains("'rustimage://helo'", failure.Diagnostics[0].Text, StringComparison.Ordinal);
        Assert.Contains("'hello', 'my.service-2', 'shop/api'", failure.Diagnostics[0].Text, StringComparison.Ordinal);
    }
}
