using System.Text.Json;
using RustImage.Images;

namespace RustImage.UnitTests.Images;

public sealed class ImageConfigTests
{
    private static readonly JsonElement Config = Parse(FixedImage.Settings);

    [Fact]
    public void The_configuration_equals_the_golden_text_on_every_host() =>
        Assert.Equal(
            "sha256:f76f0fc8a372c614ddb2b91896cc5d261768e16f10e47723579bbce1b8388f12",
            ImageConfig.Create(FixedImage.Settings, FixedImage.Tars).Digest.ToString());

    [Fact]
    public void The_configuration_has_the_platform_and_the_time()
    {
        Assert.Equal(
            "amd64 linux 2023-11-14T22:13:20Z",
            $"{Config.GetProperty("architecture")} {Config.GetProperty("os")} {Config.GetProperty("created")}");
        Assert.False(Config.TryGetProperty("variant", out _));
        var arm = Parse(FixedImage.Settings with { Platform = Platform.FromRuntimeIdentifier("linux-arm")! });
        Assert.Equal("arm v7", $"{arm.GetProperty("architecture")} {arm.GetProperty("variant")}");
    }

    [Fact]
    public void A_time_of_another_zone_is_written_in_UTC() => Assert.Equal(
        "2023-11-14T22:13:20Z",
        Parse(FixedImage.Settings with { Created = FixedImage.Settings.Created.ToOffset(TimeSpan.FromHours(5)) }).GetProperty("created")
            .GetString());

    [Fact]
    public void The_configuration_has_the_start_settings_of_a_container()
    {
        var container = Config.GetProperty("config");
        Assert.Equal(["/app/hello", "--serve"], Strings(container.GetProperty("Entrypoint")));
        Assert.Equal(["--port", "80"], Strings(container.GetProperty("Cmd")));
        Assert.Equal("65532:65532 /app", $"{container.GetProperty("User")} {container.GetProperty("WorkingDir")}");
        Assert.Equal("GREETING=Grüße; a=b 100% \"quoted\" \\ ☃", Strings(container.GetProperty("Env"))[1]);
        Assert.Equal(["53/udp", "8080/tcp"], container.GetProperty("ExposedPorts").EnumerateObject().Select(p => p.Name));
        Assert.Equal(["org.opencontainers.image.title", "z"], container.GetProperty("Labels").EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void Unset_values_are_left_out()
    {
        var container = Parse(FixedImage.Settings with { Command = [], Ports = [] }).GetProperty("config");
        Assert.False(container.TryGetProperty("Cmd", out _));
        Assert.False(container.TryGetProperty("ExposedPorts", out _));
    }

    [Theory]
    [InlineData("Grüße ☃ 🦀")]
    [InlineData("\"quoted\" and 'quoted'")]
    [InlineData("a;b=c%d%3B$(e)@(f)")]
    [InlineData("back\\slash\nnew line\ttab")]
    [InlineData("<>&+`")]
    public void Any_text_survives_in_the_configuration(string text)
    {
        var container = Parse(FixedImage.Settings with
        {
            Entrypoint = [text],
            Command = [text],
            Environment = [KeyValuePair.Create("A", text)],
            Labels = new Dictionary<string, string> { [text] = text },
        }).GetProperty("config");
        Assert.Equal([text], Strings(container.GetProperty("Entrypoint")));
        Assert.Equal([text], Strings(container.GetProperty("Cmd")));
        Assert.Equal(["A=" + text], Strings(container.GetProperty("Env")));
        Assert.Equal(text, container.GetProperty("Labels").GetProperty(text).GetString());
    }

    [Fact]
    public void The_order_of_labels_and_ports_does_not_matter() => Assert.Equal(
        ImageConfig.Create(FixedImage.Settings, FixedImage.Tars).Bytes,
        ImageConfig.Create(
            FixedImage.Settings with
            {
                Labels = FixedImage.Settings.Labels.Reverse().ToDictionary(),
                Ports = ["53/udp", "8080/tcp", "53/udp"]
            },
            FixedImage.Tars).Bytes);

    [Fact]
    public void Every_layer_has_a_diff_id_and_a_history_entry()
    {
        var history = Config.GetProperty("history").EnumerateArray().ToList();
        Assert.Equal(FixedImage.Tars.Select(l => l.DiffId.ToString()), Strings(Config.GetProperty("rootfs").GetProperty("diff_ids")));
        Assert.Equal("layers", Config.GetProperty("rootfs").GetProperty("type").GetString());
        Assert.Equal(["root files", "application"], history.Select(h => h.GetProperty("comment").GetString()));
        Assert.All(history, h => Assert.Equal("2023-11-14T22:13:20Z", h.GetProperty("created").GetString()));
    }

    private static JsonElement Parse(ImageSettings settings) =>
        JsonDocument.Parse(ImageConfig.Create(settings, FixedImage.Tars).Bytes).RootElement;

    private static IReadOnlyList<string?> Strings(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetString())];
}
