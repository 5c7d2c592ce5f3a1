using System.Formats.Tar;
using System.Text.Json;
using RustImage.Images;
using RustImage.Outputs;
using RustImage.Testing;

namespace RustImage.UnitTests.Outputs;

public sealed class ArchiveOutputTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task An_archive_holds_its_indices_first_and_then_every_blob_under_its_digest()
    {
        var image = await SampleImage.CreateAsync(_directory, "1.0.0");
        var files = await FilesAsync(image);
        Digest[] blobs = [image.Digest, image.Config.Digest, .. image.Layers.Select(l => l.Digest)];
        Assert.Equal(["oci-layout", "index.json", "manifest.json", .. blobs.Select(b => "blobs/sha256/" + b.Hex)],
            files.Select(f => f.Name));
        Assert.All(files.Skip(3), f => Assert.Equal(f.Name, "blobs/sha256/" + Digest.OfBytes(f.Bytes).Hex));
        Assert.Equal("""{"imageLayoutVersion":"1.0.0"}"""u8.ToArray(), files[0].Bytes);
    }

    [Fact]
    public async Task The_index_has_one_entry_with_the_full_name_of_the_first_tag()
    {
        var image = await SampleImage.CreateAsync(_directory, "1.0.0", "latest");
        var index = await JsonAsync(image, "index.json");
        var entry = Assert.Single(index.GetProperty("manifests").EnumerateArray());
        Assert.Equal(image.Digest.ToString(), entry.GetProperty("digest").GetString());
        Assert.Equal(image.Manifest.Bytes.Length, entry.GetProperty("size").GetInt32());
        Assert.Equal("application/vnd.oci.image.manifest.v1+json", entry.GetProperty("mediaType").GetString());
        var annotations = entry.GetProperty("annotations");
        Assert.Equal("docker.io/library/sample:1.0.0", annotations.GetProperty("org.opencontainers.image.ref.name").GetString());
        Assert.Equal("docker.io/library/sample:1.0.0", annotations.GetProperty("io.containerd.image.name").GetString());
    }

    [Fact]
    public async Task The_manifest_for_docker_has_every_tag_and_names_existing_files()
    {
        var image = await SampleImage.CreateAsync(_directory, "1.0.0", "latest", "1");
        var entry = Assert.Single((await JsonAsync(image, "manifest.json")).EnumerateArray());
        Assert.Equal(
            ["sample:1.0.0", "sample:latest", "sample:1"], entry.GetProperty("RepoTags").EnumerateArray().Select(t => t.GetString()));
        var layers = entry.GetProperty("Layers").EnumerateArray().Select(l => l.GetString()).ToList();
        Assert.Equal(image.Layers.Select(l => "blobs/sha256/" + l.Digest.Hex), layers);
        var names = (await FilesAsync(image)).Select(f => f.Name).ToList();
        Assert.All(layers.Append(entry.GetProperty("Config").GetString()), n => Assert.Contains(n, names));
    }

    [Fact]
    public async Task An_archive_for_several_platforms_has_their_index_in_one_entry_and_the_first_platform_for_docker()
    {
        var image = await SampleImage.CreateIndexAsync(_directory, "1.0.0", "latest");

        var entry = Assert.Single((await JsonAsync(image, "index.json")).GetProperty("manifests").EnumerateArray());
        Assert.Equal(
            ($"{image.Digest}", "application/vnd.oci.image.index.v1+json", image.Root.Bytes.Length),
            (entry.GetProperty("digest").GetString(), entry.GetProperty("mediaType").GetString(), entry.GetProperty("size").GetInt32()));
        var first = Assert.Single((await JsonAsync(image, "manifest.json")).EnumerateArray());
        Assert.Equal($"blobs/sha256/{image.Images[0].Config.Digest.Hex}", first.GetProperty("Config").GetString());
        Assert.Equal(2, first.GetProperty("RepoTags").GetArrayLength());
        var names = (await FilesAsync(image)).Select(f => f.Name).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.Equal(
            image.Manifests.Select(m => m.Digest).Concat(image.Blobs.Select(b => b.Digest)).Select(d => $"blobs/sha256/{d.Hex}"),
            names.Skip(3));
    }

    [Fact]
    public async Task Archive_entries_have_no_time_no_owner_and_one_mode()
    {
        var image = await SampleImage.CreateAsync(_directory, "1.0.0");
        using var reader = new TarReader(File.OpenRead(await ArchiveAsync(image)));
        while (reader.GetNextEntry() is { } entry)
        {
            Assert.Equal((DateTimeOffset.UnixEpoch, 0, 0, 0b110_100_100), (entry.ModificationTime, entry.Uid, entry.Gid, (int)entry.Mode));
            Assert.Equal("", Assert.IsType<UstarTarEntry>(entry).UserName + ((UstarTarEntry)entry).GroupName);
        }
    }

    [Fact]
    public async Task Two_equal_layers_are_stored_once()
    {
        var image = await SampleImage.CreateAsync(_directory, "1.0.0");
        var twice = image with { Layers = [.. image.Layers, image.Layers[0]] };
        Assert.Equal((await FilesAsync(image)).Select(f => f.Name), (await FilesAsync(twice)).Select(f => f.Name));
        Assert.Equal(image.Layers.Count + 1, (await JsonAsync(twice, "manifest.json"))[0].GetProperty("Layers").GetArrayLength());
    }

    [Fact]
    public async Task Writing_an_archive_twice_gives_the_same_bytes()
    {
        var first = Digest.OfFile(await ArchiveAsync(await SampleImage.CreateAsync(_directory, "1")));
        Directory.Delete(_directory["cache"], recursive: true);
        Assert.Equal(first, Digest.OfFile(await ArchiveAsync(await SampleImage.CreateAsync(_directory, "1"))));
    }

    [Fact]
    public async Task A_cached_layer_with_wrong_bytes_is_refused_and_the_old_archive_is_kept()
    {
        var image = await SampleImage.CreateAsync(_directory, "1.0.0");
        var before = Digest.OfFile(await ArchiveAsync(image));
        var layer = image.Layers[^1];
        var bytes = File.ReadAllBytes(layer.Path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(layer.Path, bytes);

        var failure = await Assert.ThrowsAsync<RustImageException>(() => new ArchiveOutput(_directory["image.tar"]).WriteAsync(image));
        Assert.Equal("RIMG6001", failure.Code);
        Assert.Contains(layer.Path, failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, Digest.OfFile(_directory["image.tar"]));
        Assert.Equal([_directory["image.tar"]], Directory.GetFiles(_directory.Path));
    }

    /// <returns>The path of the archive, after a check of the returned digest.</returns>
    private async Task<string> ArchiveAsync(PublishedImage image)
    {
        var path = _directory["image.tar"];
        var digest = await new ArchiveOutput(path).WriteAsync(image);
        Assert.Equal(Digest.OfFile(path), digest);
        return path;
    }

    private async Task<JsonElement> JsonAsync(PublishedImage image, string name) =>
        JsonDocument.Parse((await FilesAsync(image)).Single(f => f.Name == name).Bytes).RootElement;

    private async Task<List<(string Name, byte[] Bytes)>> FilesAsync(PublishedImage image)
    {
        var files = new List<(string, byte[])>();
        using var reader = new TarReader(File.OpenRead(await ArchiveAsync(image)));
        while (reader.GetNextEntry() is { } entry)
        {
            using var bytes = new MemoryStream();
            entry.DataStream!.CopyTo(bytes);
            files.Add((entry.Name, bytes.ToArray()));
        }
        return files;
    }
}
