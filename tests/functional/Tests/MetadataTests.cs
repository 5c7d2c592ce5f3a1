using System.Text.Json.Nodes;
using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

/// <summary>A job of GitHub Actions after docker/metadata-action: only the environment names the image.</summary>
public sealed class MetadataTests : IClassFixture<PublishedHello>, IDisposable
{
    private const string Sha = "90dd6032fac8bda1b6c4436a2e65de27961ed071";
    private const string Hostile = " a;b%3Bc=\"d\" $(HOME) @(x) 'e' größe\nline ";

    private readonly DockerRegistry _registry = new();
    private readonly TestProject _project;

    public MetadataTests(PublishedHello hello)
    {
        _project = hello.Project;
        _project.Environment["SOURCE_DATE_EPOCH"] = "1700000000";
        _project.Environment["GITHUB_ACTIONS"] = "true";
        _project.Environment["GITHUB_SHA"] = Sha;
        _project.Environment["GITHUB_SERVER_URL"] = "https://github.com";
        _project.Environment["GITHUB_REPOSITORY"] = "octo/hello";
        _project.Environment["DOCKER_METADATA_OUTPUT_JSON"] = new JsonObject
        {
            ["tags"] =
                new JsonArray($"{_registry.Host}/octo/hello:1.2", $"{_registry.Host}/octo/hello:latest", $"{_registry.Host}/mirror:1.2"),
            ["labels"] = new JsonObject
            {
                ["org.opencontainers.image.created"] = "2024-05-06T07:08:09.123Z",
                ["org.opencontainers.image.description"] = Hostile,
                ["org.opencontainers.image.version"] = "1.2",
                ["org.example.empty"] = "",
            },
            ["annotations"] =
                new JsonArray($"manifest,index:org.example.text={Hostile}", "org.opencontainers.image.created=2024-05-06T07:08:09.123Z"),
        }.ToJsonString();
    }

    public void Dispose() => _registry.Dispose();

    [Fact]
    public void Every_repository_gets_all_its_tags_and_labels_are_unchanged()
    {
        Publish("-p:PublishRepositoryUrl=true").SucceededWithoutWarning();

        Assert.Single(new[] { "octo/hello:1.2", "octo/hello:latest", "mirror:1.2" }.Select(n => Skopeo.Manifest(Image(n))).Distinct());
        Assert.DoesNotContain(_registry.Requests(), r => r.StartsWith("PUT /v2/mirror/manifests/latest", StringComparison.Ordinal));
        var annotations = JsonNode.Parse(Skopeo.Manifest(Image("mirror:1.2")))!["annotations"]!.AsObject();
        Assert.Equal(
            [("org.example.text", Hostile), ("org.opencontainers.image.created", "2023-11-14T22:13:20Z")],
            annotations.Select(a => (a.Key, (string)a.Value!)));
        var labels = Labels("mirror:1.2");
        Assert.Equal(Hostile, labels["org.opencontainers.image.description"]);
        Assert.Equal(("1.2", ""), (labels["org.opencontainers.image.version"], labels["org.example.empty"]));
        Assert.Equal("2023-11-14T22:13:20Z", labels["org.opencontainers.image.created"]);
        // Cargo.toml names a repository, which wins over that of the build server.
        Assert.Equal((Sha, "https://example.org/rustimage/hello"),
            (labels["org.opencontainers.image.revision"], labels["org.opencontainers.image.source"]));
    }

    [Theory]
    [InlineData("lines")]
    [InlineData("bake file")]
    [InlineData("bake files")]
    public void Each_form_of_the_metadata_gives_the_same_pushed_and_archived_image(string form)
    {
        // A list of lines cannot hold a line break.
        const string Text = " a=b;c%3Bd \"e\" $(HOME) @(x) 'f' größe ";
        string[] tags = [$"{_registry.Host}/octo/hello:1.2", $"{_registry.Host}/mirror:1.2"];
        SetMetadata(form, tags, new() { ["org.example.text"] = Text, ["org.example.empty"] = "" }, $"manifest:org.example.note={Text}");

        Publish("-p:ContainerArchiveOutputPath=ci.tar").SucceededWithoutWarning();
        _project.Build("hello.proj", "-p:ContainerArchiveOutputPath=ci.tar").SucceededWithoutWarning();

        foreach (var image in new[] { Image("octo/hello:1.2"), Image("mirror:1.2"), $"oci-archive:{_project["ci.tar"]}" })
        {
            var labels = JsonNode.Parse(Skopeo.RawConfig(image))!["config"]!["Labels"]!;
            Assert.Equal((Text, ""), ((string?)labels["org.example.text"], (string?)labels["org.example.empty"]));
            Assert.Equal(Text, (string?)JsonNode.Parse(Skopeo.Manifest(image))!["annotations"]!["org.example.note"]);
        }
    }

    [Fact]
    public void Bare_tags_apply_to_the_image_of_the_project()
    {
        SetMetadata("lines", ["1.2", "latest"], [], "");

        Publish($"-p:ContainerRegistry={_registry.Host}").SucceededWithoutWarning();

        Assert.Equal(Skopeo.Manifest(Image("hello:1.2")), Skopeo.Manifest(Image("hello:latest")));
    }

    [Fact]
    public void An_unknown_commit_is_a_warning()
    {
        _project.Environment["GITHUB_SHA"] = "";
        var result = _project.Build("hello.proj", "-p:PublishRepositoryUrl=true");

        result.Succeeded();
        Assert.Equal("RIMG5037", Assert.Single(result.Warnings).Code);
    }

    [Fact]
    public void Settings_of_the_project_win_over_the_metadata()
    {
        Publish("-p:ContainerRepository=own", "-p:ContainerImageTag=2.0").SucceededWithoutWarning();

        Assert.Equal("1.2", Labels("own:2.0")["org.opencontainers.image.version"]);
        Assert.DoesNotContain("org.opencontainers.image.revision", Labels("own:2.0").Keys);
        Assert.DoesNotContain(_registry.Requests(), r => r.Contains("/octo/hello/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plain_build_uses_the_names_and_pushes_nothing()
    {
        _project.Build("hello.proj", $"-p:ContainerArchiveOutputPath={_project["ci.tar"]}").SucceededWithoutWarning();

        Assert.Contains("octo/hello:1.2", Tool.Capture(Require.Tool("tar", "tar"), "-xOf", _project["ci.tar"], "index.json"),
            StringComparison.Ordinal);
        Assert.Empty(_registry.Requests());
    }

    [Fact]
    public void A_metadata_file_wins_over_the_environment_and_none_disables_both()
    {
        _project.Write("meta.json",
            $$$"""{"target":{"web":{"tags":["{{{_registry.Host}}}/file:3"],"labels":{"org.opencontainers.image.version":"3"} } } }""");
        Publish("-p:ContainerMetadataFile=meta.json").SucceededWithoutWarning();
        Assert.Equal("3", Labels("file:3")["org.opencontainers.image.version"]);

        Publish("-p:ContainerMetadataFile=none", $"-p:ContainerRegistry={_registry.Host}").SucceededWithoutWarning();
        Assert.Equal("0.1.0", Labels("hello:0.1.0")["org.opencontainers.image.version"]);
    }

    [Fact]
    public void Invalid_metadata_is_one_error()
    {
        _project.Environment["DOCKER_METADATA_OUTPUT_JSON"] = "{\"tags\":";
        var error = Publish().FailedWithOneError();
        Assert.Equal("RIMG5031", error.Code);
        Assert.Contains("DOCKER_METADATA_OUTPUT_JSON", error.Text, StringComparison.Ordinal);
    }

    /// <summary>The output of metadata-action in one of its formats, instead of JSON.</summary>
    private void SetMetadata(string form, string[] tags, Dictionary<string, string> labels, string annotation)
    {
        var environment = _project.Environment;
        environment["DOCKER_METADATA_OUTPUT_JSON"] = null;
        foreach (var name in new[]
            { "TAGS", "LABELS", "ANNOTATIONS", "BAKE_FILE", "BAKE_FILE_TAGS", "BAKE_FILE_LABELS", "BAKE_FILE_ANNOTATIONS" })
            environment[$"DOCKER_METADATA_OUTPUT_{name}"] = null;
        var (tagsPart, labelsPart, annotationsPart) = (
            new JsonObject
            {
                ["tags"] = new JsonArray([.. tags.Select(t => JsonValue.Create(t))]),
                ["args"] = new JsonObject { ["X"] = "1" }
            },
            new JsonObject { ["labels"] = new JsonObject([.. labels.Select(l => KeyValuePair.Create(l.Key, (JsonNode?)l.Value))]) },
            new JsonObject { ["annotations"] = new JsonArray(annotation) });
        if (form == "lines")
        {
            environment["DOCKER_METADATA_OUTPUT_TAGS"] = string.Join('\n', tags);
            environment["DOCKER_METADATA_OUTPUT_LABELS"] = string.Join('\n', labels.Select(l => $"{l.Key}={l.Value}"));
            environment["DOCKER_METADATA_OUTPUT_ANNOTATIONS"] = annotation;
        }
        else if (form == "bake file")
        {
            Bake("BAKE_FILE",
                new([.. new[] { tagsPart, labelsPart,
                annotationsPart }.SelectMany(p => p).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))]));
        }
        else
        {
            Bake("BAKE_FILE_TAGS", tagsPart);
            Bake("BAKE_FILE_LABELS", labelsPart);
            Bake("BAKE_FILE_ANNOTATIONS", annotationsPart);
        }

        void Bake(string name, JsonObject target)
        {
            _project.Write($"{name}.json",
                new JsonObject { ["target"] = new JsonObject { ["docker-metadata-action"] = target } }.ToJsonString());
            environment[$"DOCKER_METADATA_OUTPUT_{name}"] = _project[$"{name}.json"];
        }
    }

    private BuildResult Publish(params string[] arguments) =>
        _project.Dotnet(["publish", "hello.proj", "-t:PublishContainer", .. arguments]);

    private string Image(string name) => $"docker://{_registry.Host}/{name}";

    private Dictionary<string, string> Labels(string name) =>
        JsonNode.Parse(Skopeo.RawConfig(Image(name)))!["config"]!["Labels"]!.AsObject().ToDictionary(l => l.Key, l => (string)l.Value!);
}
