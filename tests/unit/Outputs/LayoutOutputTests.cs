using System.Text.Json;
using RustImage.Images;
using RustImage.Outputs;
using RustImage.Testing;

namespace RustImage.UnitTests.Outputs;

public sealed class LayoutOutputTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Layout => _directory["layout"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_layout_holds_its_version_an_index_and_every_blob_under_its_digest()
    {
        var image = await SampleImage.CreateAsync(_directory, "1.0.0");
        var written = await WriteAsync(image);
        Digest[] blobs = [image.Digest, image.Config.Digest, .. image.Layers.Select(l => l.Digest)];
        Assert.Equal(new[] { "oci-layout", "index.json" }.Concat(blobs.Select(b => "blobs/sha256/" + b.Hex)).Order(), Files());
        Assert.Equal(Files().Select(f => Path.Combine(Layout, f)), written.Select(f => f.Path).Order());
        Assert.All(written, f => Assert.Equal(Digest.OfFile(f.Path), f.Digest));
        Assert.All(blobs, b => Assert.Equal(b, Digest.OfFile(Path.Combine(Layout, "blobs/sha256", b.Hex))));
    }

    [Fact]
    public async Task The_index_has_an_entry_for_each_tag_once()
    {
        var image = await SampleImage.CreateAsync(_directory, "1.0.0", "latest");
        var other = ImageReference.Create("ghcr.io", "team/sample", ["latest", "2"]);
        await WriteAsync(image with { References = [.. image.References, other] });
        var index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Layout, "index.json"))).RootElement;
        var entries = index.GetProperty("manifests").EnumerateArray().ToList();
        Assert.All(entries, e => Assert.Equal(image.Digest.ToString(), e.GetProperty("digest").GetString()));
        Assert.Equal(
            [
                ("1.0.0", "docker.io/library/sample:1.0.0"),
                ("latest", "docker.io/library/sample:latest"),
                ("2", "ghcr.io/team/sample:2"),
            ],
            entries.Select(e => e.GetProperty("annotations")).Select(a => (
                a.GetProperty("org.opencontainers.image.ref.name").GetString(), a.GetProperty("io.containerd.image.name").GetString())));
    }

    [Fact]
    public async Task The_next_image_replaces_the_index_and_the_blobs_that_it_lacks()
    {
        await WriteAsync(await SampleImage.CreateAsync(_directory, "1.0.0"));
        var image = await SampleImage.CreateAsync(_directory, "1.0.0");
        var smaller = image with { Layers = [image.Layers[0]] };
        var kept = Path.Combine(Layout, "blobs/sha256", image.Layers[0].Digest.Hex);
        File.SetLastWriteTimeUtc(kept, new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await WriteAsync(smaller);
        Assert.Equal(2 + 3, Files().Count);
        // A blob that is there already is left alone.
        Assert.Equal(2000, File.GetLastWriteTimeUtc(kept).Year);
    }

    [Fact]
    public async Task A_damaged_blob_is_written_again_and_what_others_keep_there_stays()
    {
        var image = await SampleImage.CreateAsync(_directory, "1.0.0");
        await WriteAsync(image);
        var blob = Path.Combine(Layout, "blobs/sha256", image.Config.Digest.Hex);
        var bytes = File.ReadAllBytes(blob);
        bytes[0] ^= 1;
        File.WriteAllBytes(blob, bytes);
        File.WriteAllText(Path.Combine(Layout, "blobs/sha256/README"), "mine");
        await WriteAsync(image);
        Assert.Equal(image.Config.Digest, Digest.OfFile(blob));
        Assert.Contains("blobs/sha256/README", Files());
    }

    [Fact]
    public async Task A_directory_with_something_else_in_it_is_refused_and_untouched()
    {
        Directory.CreateDirectory(Layout);
        File.WriteAllText(Path.Combine(Layout, "thesis.txt"), "ten years");
        var image = await SampleImage.CreateAsync(_directory, "1.0.0");
        var failure = await Assert.ThrowsAsync<RustImageException>(() => WriteAsync(image));
        Assert.Equal("RIMG6002", failure.Code);
        Assert.Contains("'thesis.txt'", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["thesis.txt"], Files());
    }

    [Fact]
    public async Task A_cached_layer_with_other_bytes_is_refused_and_the_old_image_stays_whole()
    {
        var image = await SampleImage.CreateAsync(_directory, "1.0.0");
        await WriteAsync(image);
        var index = Digest.OfFile(Path.Combine(Layout, "index.json"));
        var layer = image.Layers[^1];
        File.WriteAllBytes(layer.Path, [1, 2, 3]);
        var other = image with { Layers = [layer with { Digest = Digest.OfBytes("other"u8.ToArray()) }] };
        var failure = await Assert.ThrowsAsync<RustImageException>(() => WriteAsync(other));
        Assert.Equal("RIMG6001", failure.Code);
        Assert.Equal(index, Digest.OfFile(Path.Combine(Layout, "index.json")));
        Assert.All(image.Layers, l => Assert.Equal(l.Digest, Digest.OfFile(Path.Combine(Layout, "blobs/sha256", l.Digest.Hex))));
    }

    private Task<IReadOnlyList<FileDigest>> WriteAsync(CompressedImage image) => new LayoutOutput(Layout).WriteAsync(image);

    private List<string> Files() =>
        [.. Directory.GetFiles(Layout, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Layout, f)).Order()];
}
