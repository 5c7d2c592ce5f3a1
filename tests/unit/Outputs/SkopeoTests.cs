using System.Text.Json;
using RustImage.Images;
using RustImage.Outputs;
using RustImage.Testing;

namespace RustImage.UnitTests.Outputs;

/// <summary>Reads the archive with another program.</summary>
public sealed class SkopeoTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Skopeo_reads_the_OCI_archive_with_the_printed_digest()
    {
        var image = await WriteAsync("1.0.0");
        var seen = await InspectAsync("oci-archive:image.tar");
        Assert.Equal(image.Digest.ToString(), seen.GetProperty("Digest").GetString());
        Assert.Equal(image.Layers.Select(l => l.Digest.ToString()), seen.GetProperty("Layers").EnumerateArray().Select(l => l.GetString()));
        Assert.Equal("hello", seen.GetProperty("Labels").GetProperty("org.opencontainers.image.title").GetString());
        Assert.Equal(("amd64", "linux"), (seen.GetProperty("Architecture").GetString(), seen.GetProperty("Os").GetString()));
    }

    [Fact]
    public async Task Skopeo_reads_the_OCI_archive_by_image_name()
    {
        var image = await WriteAsync("1.0.0", "latest");
        var seen = await InspectAsync("oci-archive:image.tar:docker.io/library/sample:1.0.0");
        Assert.Equal(image.Digest.ToString(), seen.GetProperty("Digest").GetString());
    }

    [Theory]
    [InlineData("docker-archive:image.tar")]
    [InlineData("docker-archive:image.tar:docker.io/library/sample:1.0.0")]
    [InlineData("docker-archive:image.tar:docker.io/library/sample:latest")]
    public async Task Skopeo_reads_the_archive_as_docker_save_under_every_tag(string name)
    {
        await WriteAsync("1.0.0", "latest");
        var seen = await InspectAsync(name);
        Assert.Equal("Grüße; a=b 100% \"quoted\" \\ ☃", seen.GetProperty("Env").EnumerateArray().Last().GetString()!["GREETING=".Length..]);
        Assert.Equal(3, seen.GetProperty("Layers").GetArrayLength());
    }

    [Theory]
    [InlineData("oci-archive")]
    [InlineData("docker-archive")]
    public async Task Skopeo_copies_every_layer_out_of_the_archive(string transport)
    {
        await WriteAsync("1.0.0");
        await RunAsync("--insecure-policy", "copy", $"{transport}:image.tar", "dir:out");
        Assert.Equal(3 + 1, Directory.GetFiles(_directory["out"]).Count(f => Path.GetFileName(f).Length == 64)); // and the configuration
    }

    private async Task<CompressedImage> WriteAsync(params string[] tags)
    {
        var image = await SampleImage.CreateAsync(_directory, tags);
        await new ArchiveOutput(_directory["image.tar"]).WriteAsync(image);
        return image;
    }

    private async Task<JsonElement> InspectAsync(string name) => JsonDocument.Parse(await RunAsync("inspect", name)).RootElement;

    private async Task<string> RunAsync(params string[] arguments)
    {
        var answer = await ProcessRunner.CaptureAsync(new Command(Require.Tool("skopeo", "skopeo"), arguments, _directory.Path));
        Assert.True(answer.ExitCode == 0, answer.StandardError);
        return answer.StandardOutput;
    }
}
