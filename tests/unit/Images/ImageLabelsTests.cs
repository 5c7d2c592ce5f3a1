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
    public void Every_field_of_Cargo_toml_becomes_a_label() => Assert.Equal(
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
    public void A_missing_field_gives_no_label() =>
        Assert.Equal(["org.opencontainers.image.title=hello", "org.opencontainers.image.version=1.2.3"],
            Create(Bare with { Description = "" }));

    [Fact]
    public void Without_a_homepage_the_repository_is_used() => Assert.Contains(
        "org.opencontainers.image.url=https://example.org/source", Create(Full with { Homepage = null }));

    [Theory]
    [InlineData("MIT/Apache-2.0", "MIT OR Apache-2.0")]
    [InlineData("MIT / Apache-2.0", "MIT OR Apache-2.0")]
    [InlineData("MIT AND (Apache-2.0 WITH LLVM-exception)", "MIT AND (Apache-2.0 WITH LLVM-exception)")]
    public void The_old_licence_format_of_cargo_becomes_an_SPDX_expression(string license, string expected) =>
        Assert.Equal(expected, ImageLabels.Create(Full with { License = license }, [])["org.opencontainers.image.licenses"]);

    [Fact]
    public void Labels_of_the_project_win_even_if_they_are_empty() => Assert.Equal(
        ["com.example.x=y", "org.opencontainers.image.title=", "org.opencontainers.image.version=1.2.3"],
        Create(Bare, ("org.opencontainers.image.title", ""), ("com.example.x", "y")));

    [Fact]
    public void Facts_of_the_sources_fill_fields_missing_from_Cargo_toml()
    {
        var facts = new Dictionary<string, string>
        {
            ["org.opencontainers.image.source"] = "https://git.example.org/r",
            ["org.opencontainers.image.revision"] = "0123",
        };
        Assert.Equal("https://git.example.org/r", ImageLabels.Create(Bare, [], facts: facts)["org.opencontainers.image.source"]);
        var full = ImageLabels.Create(Full, [KeyValuePair.Create("org.opencontainers.image.revision", "own")], facts: facts);
        Assert.Equal(("https://example.org/source", "own"),
            (full["org.opencontainers.image.source"], full["org.opencontainers.image.revision"]));
    }

    [Fact]
    public void CI_metadata_wins_over_Cargo_toml_and_loses_to_the_project()
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
            ImageLabels.Create(Bare, [KeyValuePair.Create("org.opencontainers.image.version", "own")], sources, metadata)
                .Select(l => $"{l.Key}={l.Value}"));
    }

    [Fact]
    public void A_switch_also_disables_facts_of_the_sources() => Assert.DoesNotContain(
        "org.opencontainers.image.revision",
        ImageLabels.Create(Bare, [], [new("revision", "", IsGenerated: false)], facts: new Dictionary<string, string>
        {
            ["org.opencontainers.image.revision"] = "0123",
        }).Keys);

    [Fact]
    public void A_key_of_CI_metadata_with_spaces_is_refused() => Assert.Equal("RIMG5009", Assert.Throws<RustImageException>(
        () => ImageLabels.Create(Bare, [], metadata: new Dictionary<string, string> { ["two words"] = "" })).Code);

    [Fact]
    public void A_property_wins_over_Cargo_toml_and_an_item_wins_over_both()
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
    public void A_switch_disables_labels_that_the_project_does_not_set()
    {
        LabelSource[] sources =
            [new("title", "x", IsGenerated: false), new("version", "", IsGenerated: false), new("source", "", IsGenerated: false)];
        Assert.Equal(["org.opencontainers.image.version=4"],
            Create(Bare with { Repository = "https://example.org" }, sources, ("org.opencontainers.image.version", "4"))
            .Where(l => !l.Contains("image.url", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Create(
        CargoProject project, LabelSource[] sources, params (string Name, string Value)[] overrides) =>
        ImageLabels.Create(project, overrides.Select(o => KeyValuePair.Create(o.Name, o.Value)), sources).Select(l => $"{l.Key}={l.Value}");

    private static IEnumerable<string> Create(CargoProject project, params (string Name, string Value)[] overrides) =>
        ImageLabels.Create(project, overrides.Select(o => KeyValuePair.Create(o.Name, o.Value))).Select(l => $"{l.Key}={l.Value}");
}
