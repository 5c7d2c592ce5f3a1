using System.Text;
using System.Text.Json.Nodes;
using RustImage.Base;
using RustImage.Images;
using RustImage.Layers;

namespace RustImage.UnitTests.Images;

/// <summary>Configuration, manifest and labels of an image that is built on another.</summary>
public sealed class ImageOnBaseTests
{
    private const string Config = """
        {
          "architecture": "amd64", "os": "linux", "author": "them", "docker_version": "20",
          "config": {
            "Hostname": "3f2a", "User": "web", "WorkingDir": "/srv", "Entrypoint": ["/init"], "Cmd": ["sh"], "OnBuild": ["RUN true"],
            "Env": ["PATH=/opt/bin:/bin", "GREETING=theirs", "TZ=UTC"], "ExposedPorts": {"443/tcp": {}, "8080/tcp": {}},
            "Volumes": {"/data": {}},
            "Labels": {"vendor": "company", "z": "theirs", "org.opencontainers.image.base.name": "scratch"},
            "StopSignal": "SIGQUIT", "Shell": ["/bin/bash", "-c"], "Healthcheck": {"Test": ["CMD-SHELL", "true"]}
          },
          "rootfs": {"type": "layers", "diff_ids": []},
          "history": [{"created_by": "ADD rootfs"}, {"created_by": "ENV", "empty_layer": true}]
        }
        """;

    private static readonly Digest Digest = Digest.OfBytes("base"u8);

    [Fact]
    public void Unset_values_are_inherited_from_the_base()
    {
        var container = Container(FixedImage.Settings with { User = "", Environment = Environment("GREETING=ours"), Volumes = ["/own"] });
        Assert.Equal("web", (string?)container["User"]);
        Assert.Equal(["PATH=/opt/bin:/bin", "GREETING=ours", "TZ=UTC"], Texts(container["Env"]));
        Assert.Equal(["443/tcp", "53/udp", "8080/tcp"], Keys(container["ExposedPorts"]));
        Assert.Equal(["/data", "/own"], Keys(container["Volumes"]));
        Assert.Equal("""{"org.opencontainers.image.title":"hello","vendor":"company","z":"last"}""", container["Labels"]!.ToJsonString());
        Assert.Equal("""["SIGQUIT",["/bin/bash","-c"],{"Test":["CMD-SHELL","true"]}]""",
            Array(container, "StopSignal", "Shell", "Healthcheck"));
    }

    [Fact]
    public void Settings_for_the_programs_of_the_base_are_not_inherited()
    {
        var container = Container(FixedImage.Settings with { Command = [] });
        Assert.Equal(["/app/hello", "--serve"], Texts(container["Entrypoint"]));
        Assert.Equal("/app", (string?)container["WorkingDir"]);
        Assert.All(["Cmd", "OnBuild", "Hostname"], name => Assert.False(container.ContainsKey(name)));
        Assert.True(BaseConfig.Parse(Base()).HasTriggers);
    }

    [Fact]
    public void Settings_of_the_project_win_over_the_base()
    {
        var container = Container(FixedImage.Settings with { StopSignal = "SIGINT", HealthCheck = new HealthCheck(["/app/hello"]) });
        Assert.Equal("""["65532:65532","SIGINT",{"Test":["CMD","/app/hello"]}]""", Array(container, "User", "StopSignal", "Healthcheck"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("root")]
    [InlineData("0:1000")]
    public void The_user_root_is_not_inherited_from_the_base(string user) =>
        Assert.Equal("65532:65532",
            (string?)Container(FixedImage.Settings with { User = "" },
            Config.Replace("\"web\"", $"\"{user}\"", StringComparison.Ordinal))["User"]);

    [Theory]
    [InlineData(Config, "ADD rootfs|ENV|RustImage.Sdk|RustImage.Sdk|RustImage.Sdk")]
    [InlineData("{}", "RustImage.Sdk|RustImage.Sdk|RustImage.Sdk|RustImage.Sdk")]
    [InlineData("""{"config":null,"history":[{"created_by":"a"},{"created_by":"b"},{"created_by":"c"}]}""",
        "RustImage.Sdk|RustImage.Sdk|RustImage.Sdk|RustImage.Sdk")]
    public void Every_layer_of_an_image_on_a_base_has_a_history_entry(string config, string authors)
    {
        var json = JsonNode.Parse(ImageConfig.Create(FixedImage.Settings, FixedImage.Tars, Base(config)).Bytes)!;
        Assert.Equal(authors, string.Join('|', json["history"]!.AsArray().Select(h => (string?)h!["created_by"])));
        Assert.Equal(
            Base().Layers.Select(l => l.Layer).Concat(FixedImage.Tars).Select(l => l.DiffId.ToString()),
            Texts(json["rootfs"]!["diff_ids"]));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("""{"config":{"Env":"A=1"}}""")]
    [InlineData("""{"config":{"Labels":{"a":1}}}""")]
    [InlineData("""{"config":{"Labels":{"\ud800":"x"}}}""")]
    [InlineData("""{"config":{"Env":[null]}}""")]
    [InlineData("""{"config":{"StopSignal":"\ud800"}}""")]
    [InlineData("""{"config":{"StopSignal":9}}""")]
    [InlineData("""{"config":{"Shell":["sh",null]}}""")]
    [InlineData("""{"config":{"Healthcheck":"true"}}""")]
    [InlineData("""{"config":{"OnBuild":[null]}}""")]
    [InlineData("""{"history":[null]}""")]
    [InlineData("""{"history":{"created_by":"x"}}""")]
    public void An_invalid_base_configuration_is_an_error(string config) =>
        Assert.Equal("RIMG5127", Assert.Throws<RustImageException>(() => BaseConfig.Parse(Base(config))).Code);

    [Fact]
    public void The_last_of_two_equal_label_keys_of_a_base_counts() =>
        Assert.Equal("two", BaseConfig.Parse(Base("""{"config":{"Labels":{"a":"one","a":"two"}}}""")).Labels["a"]);

    [Fact]
    public void More_layers_than_engines_support_are_an_error()
    {
        var layers = Enumerable.Repeat(Base().Layers[0], 126).ToList();
        Assert.Equal("RIMG5128",
            Assert.Throws<RustImageException>(
            () => ImageConfig.Create(FixedImage.Settings, FixedImage.Tars, Base() with { Layers = layers })).Code);
    }

    [Fact]
    public void The_layers_of_the_base_come_first_and_are_unchanged()
    {
        var image = FixedImage.Image(@base: Base());
        var layers = JsonNode.Parse(image.Manifest.Bytes)!["layers"]!.AsArray();
        Assert.Equal(
            ["application/vnd.oci.image.layer.v1.tar+gzip", "application/vnd.oci.image.layer.v1.tar+zstd",
                .. FixedImage.Layers.Select(l => l.MediaType)],
            layers.Select(l => (string?)l!["mediaType"]));
        Assert.Equal(Base().Layers.Select(l => l.Digest.ToString()), layers.Take(2).Select(l => (string?)l!["digest"]));
        Assert.Equal([true, true, false, false], image.Layers.Select(l => l.Layer.IsBase));
    }

    [Fact]
    public void Labels_and_annotations_name_the_base_unless_disabled()
    {
        LabelSource[] sources = [new("base.name", ""), new("base.digest", "", IsGenerated: false), new("title", "t")];
        var labels = BaseLabels.Fill(sources, Base());
        Assert.Equal([("base.name", "company/base:1"), ("base.digest", Digest.ToString()), ("title", "t")],
            labels.Select(l => (l.Name, l.Value)));
        Assert.Equal(
            [KeyValuePair.Create("org.opencontainers.image.base.name", "company/base:1")],
            BaseLabels.AddTo(Annotations.None, labels).Manifest);
        Assert.Empty(BaseLabels.AddTo(Annotations.None, BaseLabels.Fill(sources, null)).Manifest);
        var own = Annotations.Create([("org.opencontainers.image.base.name", "other", "")]);
        Assert.Equal(["other"], BaseLabels.AddTo(own, labels).Manifest.Values);
    }

    private static BaseImage Base(string config = Config) => new("company/base:1", Digest, Encoding.UTF8.GetBytes(config),
    [
        CompressedLayer.OfBase(1, LayerFormat.Gzip, Digest.OfBytes("1z"u8), 1, Digest.OfBytes("1"u8), 2, "/nowhere"),
        CompressedLayer.OfBase(2, LayerFormat.Zstd, Digest.OfBytes("2z"u8), 3, Digest.OfBytes("2"u8), 4, "/nowhere"),
    ]);

    private static JsonObject Container(ImageSettings settings, string config = Config) =>
        JsonNode.Parse(ImageConfig.Create(settings, FixedImage.Tars, Base(config)).Bytes)!["config"]!.AsObject();

    private static IReadOnlyList<KeyValuePair<string, string>> Environment(params string[] variables) => ImageSettings.WithDefaults(
        variables.Select(v => v.Split('=')).Select(v => KeyValuePair.Create(v[0], v[1])), null, BaseConfig.Parse(Base()).Environment);

    private static string Array(JsonObject json, params string[] names) =>
        new JsonArray([.. names.Select(n => json[n]!.DeepClone())]).ToJsonString();

    private static IEnumerable<string?> Texts(JsonNode? array) => array!.AsArray().Select(t => (string?)t);

    private static IEnumerable<string> Keys(JsonNode? map) => map!.AsObject().Select(p => p.Key);
}
