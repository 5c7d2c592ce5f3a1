using RustImage.Layers;
using RustImage.Testing;

namespace RustImage.UnitTests.Layers;

public sealed class LayerTests : IDisposable
{
    private static readonly LayerEntry[] All =
        [TestEntry.Directory("/a"), TestEntry.File("/a/b", "text"), TestEntry.File("/a/" + new string('c', 120), ""),
            TestEntry.Link("/a/d", "b")];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_layer_has_the_digest_and_the_size_of_its_tar()
    {
        var (layer, tar) = (Layer.Create(new("files", All)), TestEntry.Tar(All));
        Assert.Equal(("files", Digest.OfBytes(tar), tar.LongLength, false), (layer.Title, layer.DiffId, layer.Size, layer.IsBase));
        Assert.Equal(tar, Tar(layer));
    }

    [Fact]
    public void Only_files_have_a_digest_which_is_that_of_their_content() => Assert.Equal(
        [null, Digest.OfBytes("text"u8), Digest.OfBytes([]), null],
        Layer.Create(new("files", All)).Content.Entries.Select(e => (e as FileEntry)?.Content.Digest));

    [Fact]
    public void A_file_has_the_size_that_it_had_when_it_was_read()
    {
        var path = WriteFile("first");
        var layer = Layer.Create(new("files", [FileAt(path)]));
        File.AppendAllText(path, " and more");
        Assert.Equal(5, Assert.IsType<FileEntry>(Assert.Single(layer.Content.Entries)).Content.Size);
    }

    [Theory]
    [InlineData("other")]
    [InlineData("longer")]
    [InlineData("")]
    public void A_file_changed_after_planning_is_an_error(string text)
    {
        var path = WriteFile("first");
        var layers = EntryStore.Write(_directory["entries"], [Layer.Create(new("files", [FileAt(path)]))]).Layers;
        WriteFile(text);
        var failure = Assert.Throws<RustImageException>(() => Tar(layers[0]));
        Assert.Equal("RIMG4006", failure.Code);
        Assert.Contains("'files'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_of_a_base_is_unpacked_from_its_blob()
    {
        var layer = Base(TestEntry.Tar(All));
        Assert.True(layer.IsBase);
        Assert.Empty(layer.Content.Entries);
        Assert.Equal(TestEntry.Tar(All), Tar(layer));
    }

    [Fact]
    public void The_error_for_a_base_blob_with_wrong_bytes_names_it()
    {
        var layer = Base(TestEntry.Tar(All));
        Base(TestEntry.Tar(All[..2]));
        Assert.Equal("RIMG6001", Assert.Throws<RustImageException>(() => Tar(layer)).Code);
        File.WriteAllBytes(_directory["blob"], [0x1F, 0x8B, 8, 0]);
        var failure = Assert.Throws<RustImageException>(() => Tar(layer));
        Assert.Equal("RIMG6001", failure.Code);
        Assert.Contains(_directory["blob"], failure.Message, StringComparison.Ordinal);
    }

    private static FileEntry FileAt(string path) => new("/file", FileContent.At(path), "reason", 0b110_100_100);

    private static byte[] Tar(Layer layer)
    {
        using var tar = new MemoryStream();
        layer.WriteTar(tar);
        return tar.ToArray();
    }

    private string WriteFile(string text)
    {
        File.WriteAllText(_directory["file"], text);
        return _directory["file"];
    }

    private Layer Base(byte[] tar)
    {
        using (var file = File.Create(_directory["blob"]))
            GzipCompressor.Parse("balanced").Compress(output => output.Write(tar), file);
        return new Layer("base 1", Digest.OfBytes(tar), tar.Length, new BaseBlob(_directory["blob"], LayerFormat.Gzip));
    }
}
