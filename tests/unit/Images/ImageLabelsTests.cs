using RustImage.Cargo;
using RustImage.Images;

namespace RustImage.UnitTests.Images;

public sealed class ImageLabelsTests
{
    private static readonly CargoProject Bare =
        new("hello", "1.2.3", "hello-bin", "/Cargo.toml", "/", [], null, null, null, null, null);

    private static readonly CargoProject Full = Bare with
    {
        Authors = ["A. Author <a@example.org>", "B"],
        Description = "Says hello.",
        License = "MIT OR Apache-2.0",
        Repository = "https://example.org/source",
        Homepage = "https://example.org",
        Documentation = "https://example.org/docs",
    };

    [Fact]
    public void Every_field_of_the_manifest_has_its_label() => Assert.Equal(
        [
            "org.opencontainers.image.authors=A. Author <a@example.org>, B",
            "org.opencontainers.image.description=Says hello.",
            "org.opencontainers.image.documentation=https://example.org/docs",
            "org.opencontainers.image.licenses=MIT OR Apache-2.0",
            "org.opencontainers.image.source=https://example.org/source",
            "org.opencontainers.image.title=hello",
            "org.opencontainers.image.url=https://example.org",
            "org.opencontainers.image.version=1.2.3",
        ],
        Create(Full));

    [Fact]
    public void A_field_that_is_left_out_gives_no_label() =>
        Assert.Equal(["org.opencontainers.image.title=hello", "org.opencontainers.image.version=1.2.3"], Create(Bare with { Description = "" }));

    [Fact]
    public void Without_a_homepage_the_repository_stands_in() => Assert.Contains(
        "org.opencontainers.image.url=https://example.org/source", Create(Full with { Homepage = null }));

    [Theory]
    [InlineData("MIT/Apache-2.0", "MIT OR Apache-2.0")]
    [InlineData("MIT / Apache-2.0", "MIT OR Apache-2.0")]
    [InlineData("MIT AND (Apache-2.0 WITH LLVM-exception)", "MIT AND (Apache-2.0 WITH LLVM-exception)")]
    public void Cargos_old_form_of_licences_becomes_an_SPDX_expression(string license, string expected) =>
        Assert.Equal(expected, ImageLabels.Create(Full with { License = license }, [])["org.opencontainers.image.licenses"]);

    [Fact]
    public void The_projects_own_labels_win_even_when_they_are_empty() => Assert.Equal(
        ["com.example.x=y", "org.opencontainers.image.title=", "org.opencontainers.image.version=1.2.3"],
        Create(Bare, ("org.opencontainers.image.title", ""), ("com.example.x", "y")));

    [Fact]
    public void Facts_of_the_sources_stand_in_where_the_manifest_says_nothing()
    {
        var facts = new Dictionary<string, string> { ["org.opencontainers.image.source"] = "https://git.example.org/r", ["org.opencontainers.image.revision"] = "0123" };
        Assert.Equal("https://git.example.org/r", ImageLabels.Create(Bare, [], facts: facts)["org.opencontainers.image.source"]);
        var full = ImageLabels.Create(Full, [KeyValuePair.Create("org.opencontainers.image.revision", "own")], facts: facts);
        Assert.Equal(("https://example.org/source", "own"), (full["org.opencontainers.image.source"], full["org.opencontainers.image.revision"]));
    }

    [Fact]
    public void CI_metadata_stands_between_the_projects_own_words_and_the_manifest()
    {
        var metadata = new[] { "title", "version", "vendor", "url" }.ToDictionary(n => $"org.opencontainers.image.{n}", n => $"{n} of CI");
        LabelSource[] sources = [new("vendor", "ACME"), new("url", "https://example.org/off", IsGenerated: false)];
        Assert.Equal(
            [
                "org.opencontainers.image.title=title of CI",
                "org.opencontainers.image.url=url of CI",
                "org.opencontainers.image.vendor=ACME",
                "org.opencontainers.image.version=own",
            ],
            ImageLabels.Create(Bare, [KeyValuePair.Create("org.opencontainers.image.version", "own")], sources, metadata).Select(l => $"{l.Key}={l.Value}"));
    }

    [Fact]
    public void A_switch_turns_off_facts_of_the_sources_too() => Assert.DoesNotContain(
        "org.opencontainers.image.revision",
        ImageLabels.Create(Bare, [], [new("revision", "", IsGenerated: false)], facts: new Dictionary<string, string> { ["org.opencontainers.image.revision"] = "0123" }).Keys);

    [Fact]
    public void A_key_of_the_metadata_with_spaces_is_refused() => Assert.Equal("RIMG5009", Assert.Throws<RustImageException>(
        () => ImageLabels.Create(Bare, [], metadata: new Dictionary<string, string> { ["two words"] = "" })).Code);

    [Fact]
    public void A_property_wins_over_the_manifest_and_an_item_over_both()
    {
        LabelSource[] sources = [new("title", "From a property"), new("version", "2"), new("vendor", "ACME"), new("description", "")];
        Assert.Equal(
            [
                "org.opencontainers.image.description=Says hello.",
                "org.opencontainers.image.title=From a property",
                "org.opencontainers.image.vendor=ACME",
                "org.opencontainers.image.version=3",
            ],
            Create(Bare with { Description = "Says hello." }, sources, ("org.opencontainers.image.version", "3")));
    }

    [Fact]
    public void A_switch_turns_off_what_the_project_does_not_name_itself()
    {
        LabelSource[] sources = [new("title", "x", IsGenerated: false), new("version", "", IsGenerated: false), new("source", "", IsGenerated: false)];
        Assert.Equal(["org.opencontainers.image.version=4"], Create(Bare with { Repository = "https://example.org" }, sources, ("org.opencontainers.image.version", "4"))
            .Where(l => !l.Contains("image.url", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Create(CargoProject project, LabelSource[] sources, params (string Name, string Value)[] overrides) =>
        ImageLabels.Create(project, overrides.Select(o => KeyValuePair.Create(o.Name, o.Value)), sources).Select(l => $"{l.Key}={l.Value}");

    private static IEnumerable<string> Create(CargoProject project, params (string Name, string Value)[] overrides) =>
        ImageLabels.Create(project, overrides.Select(o => KeyValuePair.Create(o.Name, o.Value))).Select(l => $"{l.Key}={l.Value}");
}
