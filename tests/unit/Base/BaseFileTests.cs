using System.Text;
using System.Text.Json.Nodes;
using RustImage.Testing;

namespace RustImage.UnitTests.Base;

public sealed class BaseFileTests : IDisposable
{
    private static readonly TestImage Image = new([
        new TestLayer().File("etc/passwd", "root:x:0:0::/:\n"), new TestLayer().File("etc/group", "root:x:0:\n"),
        new TestLayer().File("etc/passwd", "root:x:0:0::/:\n")]);

    private readonly BaseFixture _base = new();

    [Fact]
    public async Task A_layout_and_an_archive_of_it_are_the_same_base()
    {
        Image.WriteLayout(_base["layout"]);
        Image.WriteOciArchive(_base["base.tar"]);
        foreach (var reference in new[] { "oci:layout", "oci-archive:base.tar", $"oci:{_base["layout"]}@{Image.Digest}" })
        {
            var image = (await _base.PullAsync(reference)).Image;
            Assert.Equal(Image.Digest, image.Digest);
            Assert.Equal(Image.Config, image.Config);
            Assert.Equal(Image.Blobs.Select(b => Digest.OfBytes(b)), image.Layers.Select(l => l.Digest));
            Assert.Null(image.Repository);
        }
    }

    [Fact]
    public async Task The_plain_layers_of_a_docker_save_archive_are_compressed_once()
    {
        Image.WriteDockerArchive(_base["base.tar"]);
        var image = (await _base.PullAsync("docker-archive:base.tar")).Image;
        Assert.Equal(Digest.OfBytes(Image.Config), image.Digest);
        Assert.Equal(Image.Tars.Select(t => Digest.OfBytes(t)), image.Layers.Select(l => l.Layer.DiffId));
        Assert.All(image.Layers,
            l => Assert.Equal((l.Digest, l.Size, TestImage.GzipLayer), (Digest.OfFile(l.Path), new FileInfo(l.Path).Length, l.MediaType)));
        Assert.Equal(image.Layers, (await _base.PullAsync("docker-archive:base.tar:docker.io/library/base:1")).Image.Layers);
    }

    [Fact]
    public async Task A_docker_archive_whose_layers_are_compressed_keeps_them()
    {
        // This SDK, and docker since 25, write the files of a layout.
        Directory.CreateDirectory(_base["files"]);
        var manifest = new JsonArray(new JsonObject
        {
            ["Config"] = $"blobs/sha256/{Digest.OfBytes(Image.Config).Hex}",
            ["RepoTags"] = null,
            ["Layers"] = new JsonArray([.. Image.Blobs.Select(b => JsonValue.Create($"blobs/sha256/{Digest.OfBytes(b).Hex}"))]),
        });
        using (var tar = new System.Formats.Tar.TarWriter(File.Create(_base["base.tar"])))
        {
            foreach (var (name, bytes) in Image.LayoutFiles().Append(("manifest.json", TestImage.Bytes(manifest))))
                tar.WriteEntry(new System.Formats.Tar.UstarTarEntry(System.Formats.Tar.TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(bytes),
                });
        }
        var image = (await _base.PullAsync("docker-archive:base.tar")).Image;
        Assert.Equal(Image.Blobs.Select(b => Digest.OfBytes(b)), image.Layers.Select(l => l.Digest));
        Assert.Equal(image.Layers, (await _base.PullAsync("oci-archive:base.tar")).Image.Layers);
    }

    [Fact]
    public async Task A_rewritten_base_file_needs_no_lock_update()
    {
        Image.WriteLayout(_base["layout"]);
        await _base.PullAsync("oci:layout", locked: true);
        var next = new TestImage([new TestLayer().File("etc/passwd", "other:x:1:1::/:\n")]);
        next.WriteLayout(_base["layout"]);
        Assert.Equal(next.Digest, (await _base.PullAsync("oci:layout", locked: true)).Image.Digest);
        Assert.False(File.Exists(_base.Lock));
    }

    [Fact]
    public async Task A_name_chooses_among_the_images_of_a_layout()
    {
        var other = new TestImage([new TestLayer().File("etc/other", "1")]);
        Image.WriteLayout(_base["layout"], "1.0");
        var index = JsonNode.Parse(File.ReadAllText(_base["layout/index.json"]))!;
        other.WriteLayout(_base["layout"], "2.0");
        index["manifests"]!.AsArray().Add(JsonNode.Parse(File.ReadAllText(_base["layout/index.json"]))!["manifests"]![0]!.DeepClone());
        File.WriteAllText(_base["layout/index.json"], index.ToJsonString());
        Assert.Equal(other.Digest, (await _base.PullAsync("oci:layout:2.0")).Image.Digest);
        foreach (var reference in new[] { "oci:layout", "oci:layout:3.0" })
            Assert.Contains("2 images, named '1.0', '2.0'", (await FailsAsync("RIMG5102", reference)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blob_with_changed_bytes_is_refused()
    {
        Image.WriteLayout(_base["layout"]);
        var layer = _base[$"layout/blobs/sha256/{Digest.OfBytes(Image.Blobs[0]).Hex}"];
        File.WriteAllBytes(layer, [.. File.ReadAllBytes(layer), 0]);
        await FailsAsync("RIMG5106", "oci:layout");
        File.Delete(layer);
        await FailsAsync("RIMG5102", "oci:layout");
    }

    [Fact]
    public async Task A_file_that_holds_no_image_is_refused()
    {
        File.WriteAllText(_base["text.tar"], new string('x', 2000));
        File.WriteAllBytes(_base["base.tar.gz"], TestImage.Gzip(Encoding.UTF8.GetBytes(new string('x', 2000))));
        File.WriteAllBytes(_base["empty.tar"], new TestLayer().File("x", "y").ToTar());
        Directory.CreateDirectory(_base["empty"]);
        foreach (var reference in new[]
        {
            "oci:none", "oci:empty", "oci:text.tar", "oci-archive:none.tar", "oci-archive:empty", "oci-archive:text.tar",
            "oci-archive:empty.tar",
            "docker-archive:text.tar", "docker-archive:base.tar.gz", "docker-archive:empty.tar",
        })
            Assert.Contains(_base[reference[(reference.IndexOf(':') + 1)..]], (await FailsAsync("RIMG5107", reference)).Message,
                StringComparison.Ordinal);
    }

    public void Dispose() => _base.Dispose();

    private async Task<RustImageException> FailsAsync(string code, string reference)
    {
        var failure = await Assert.ThrowsAsync<RustImageException>(() => _base.PullAsync(reference));
        Assert.Equal(code, failure.Code);
        return failure;
    }
}
