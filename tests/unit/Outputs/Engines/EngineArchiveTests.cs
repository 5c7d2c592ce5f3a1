using System.Formats.Tar;
using System.Text.Json;
using RustImage.Images;
using RustImage.Layers;
using RustImage.Outputs.Engines;
using RustImage.Testing;
using RustImage.UnitTests.Layers;

namespace RustImage.UnitTests.Outputs.Engines;

public sealed class EngineArchiveTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task An_engine_archive_holds_the_configuration_the_layers_and_last_the_manifest()
    {
        var image = LocalSample.Create("sample:1", "sample:latest");
        var files = Read(await WriteAsync(image));

        Assert.Equal(
            [.. image.Layers.Select(l => l.DiffId).Prepend(image.Config.Digest).Select(d => "blobs/sha256/" + d.Hex), "manifest.json"],
            files.Select(f => f.Name));
        Assert.All(files.SkipLast(1), f => Assert.Equal(f.Name, "blobs/sha256/" + Digest.OfBytes(f.Bytes).Hex));
        var entry = Assert.Single(JsonDocument.Parse(files[^1].Bytes).RootElement.EnumerateArray());
        Assert.Equal(["sample:1", "sample:latest"], entry.GetProperty("RepoTags").EnumerateArray().Select(t => t.GetString()));
        Assert.Equal(files[0].Name, entry.GetProperty("Config").GetString());
        Assert.Equal(files[1..^1].Select(f => f.Name), entry.GetProperty("Layers").EnumerateArray().Select(l => l.GetString()));
    }

    [Fact]
    public async Task A_layer_without_bytes_is_still_named_in_the_manifest()
    {
        var image = LocalSample.Create();
        var files = Read(await WriteAsync(image, image.Layers[0].DiffId, image.Layers[1].DiffId));

        Assert.Equal([$"blobs/sha256/{image.Config.Digest.Hex}", $"blobs/sha256/{image.Layers[2].DiffId.Hex}", "manifest.json"],
            files.Select(f => f.Name));
        Assert.Equal(3, JsonDocument.Parse(files[^1].Bytes).RootElement[0].GetProperty("Layers").GetArrayLength());
    }

    [Fact]
    public async Task Two_equal_layers_are_stored_once()
    {
        var image = LocalSample.Of([new("one", [TestEntry.File("/a")]), new("two", [TestEntry.File("/a")])]);
        Assert.Equal(1 + 1 + 1, Read(await WriteAsync(image)).Count);
    }

    [Fact]
    public async Task Skopeo_reads_the_archive_and_every_layer()
    {
        File.WriteAllBytes(_directory["image.tar"], await WriteAsync(LocalSample.Create()));
        var answer = await ProcessRunner.CaptureAsync(new Command(
            Require.Tool("skopeo", "skopeo"), ["--insecure-policy", "copy", "docker-archive:image.tar", "dir:out"], _directory.Path));
        Assert.True(answer.ExitCode == 0, answer.StandardError);
    }

    [Fact]
    public async Task A_file_changed_after_planning_is_an_error_and_the_archive_gets_no_manifest()
    {
        File.WriteAllText(_directory["application"], "first");
        var entry = new FileEntry("/app/hello", FileContent.At(_directory["application"]), "the application", 0b111_101_101);
        var image = LocalSample.Of([new("application", [entry])]);
        File.WriteAllText(_directory["application"], "other");

        using var output = new MemoryStream();
        var archive = new EngineArchive(image, image.Names, LocalSample.Nothing);
        var failure = await Assert.ThrowsAsync<RustImageException>(() => archive.WriteAsync(output, default));

        Assert.Equal("RIMG4006", failure.Code);
        Assert.DoesNotContain("manifest.json", System.Text.Encoding.ASCII.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    private static async Task<byte[]> WriteAsync(Image image, params Digest[] leftOut)
    {
        using var output = new MemoryStream();
        await new EngineArchive(image, image.Names, leftOut.ToHashSet()).WriteAsync(output, default);
        return output.ToArray();
    }

    private static List<(string Name, byte[] Bytes)> Read(byte[] tar)
    {
        var files = new List<(string, byte[])>();
        using var reader = new TarReader(new MemoryStream(tar));
        while (reader.GetNextEntry() is { } entry)
        {
            using var bytes = new MemoryStream();
            entry.DataStream!.CopyTo(bytes);
            files.Add((entry.Name, bytes.ToArray()));
        }
        return files;
    }
}
