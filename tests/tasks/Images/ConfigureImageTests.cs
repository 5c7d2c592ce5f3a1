using System.Text.Json.Nodes;
using RustImage.Tasks;

namespace RustImage.TaskTests.Images;

public sealed class ConfigureImageTests : PipelineCase
{
    private JsonNode Config => JsonNode.Parse(Read("config", StepJson.Readable.ConfiguredImage).Image.Config.Bytes)!;

    [Fact]
    public void Properties_and_items_reach_the_configuration()
    {
        RunToConfiguration(task =>
        {
            (task.Registries, task.ImageTags) = (["a.example;b.example"], ["1", "latest"]);
            task.AppCommandArgs = [MakeItem("--serve")];
            task.EnvironmentVariables = [MakeItem("GREETING", ("Value", "hi"))];
            task.Ports = [MakeItem("8080", ("Type", "tcp"))];
            task.Labels = [MakeItem("org.example.a", ("Value", "b"))];
            (task.StopSignal, task.Volumes) = ("SIGTERM", [MakeItem("/data")]);
        });
        var config = Config["config"]!;
        Assert.Equal(["/app/hello", "--serve"], config["Entrypoint"]!.AsArray().Select(e => $"{e}"));
        Assert.Contains("GREETING=hi", config["Env"]!.AsArray().Select(e => $"{e}"));
        Assert.NotNull(config["ExposedPorts"]!["8080/tcp"]);
        Assert.Equal(("b", "1.2.3"), ($"{config["Labels"]!["org.example.a"]}", $"{config["Labels"]!["org.opencontainers.image.version"]}"));
        Assert.Equal(("65532:65532", "/app", "SIGTERM"), ($"{config["User"]}", $"{config["WorkingDir"]}", $"{config["StopSignal"]}"));
        Assert.NotNull(config["Volumes"]!["/data"]);
    }

    [Fact]
    public void The_names_are_every_tag_in_every_registry()
    {
        RunToLayers();
        Succeed(ReadMetadata());
        var task = Configure();
        (task.Registries, task.ImageTags) = (["a.example", "b.example"], ["1", "latest"]);
        Succeed(task);
        Assert.Equal(["a.example/hello:1", "a.example/hello:latest", "b.example/hello:1", "b.example/hello:latest"], task.Names);
    }

    [Fact]
    public void A_tag_that_registries_refuse_is_an_error()
    {
        RunToLayers();
        Succeed(ReadMetadata());
        var task = Configure();
        task.ImageTags = ["a b"];
        var error = Fail(task);
        Assert.Equal("RIMG5002", error.Code);
        Assert.Contains("'a b'", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(State("config")));
    }

    [Fact]
    public void Switched_off_labels_are_left_out()
    {
        RunToConfiguration(task =>
        {
            task.GenerateLabels = "false";
            task.LabelSources = [MakeItem("version", ("Value", ""), ("Generate", "true"))];
        });
        Assert.Null(Config["config"]!["Labels"]?["org.opencontainers.image.version"]);
    }
}
