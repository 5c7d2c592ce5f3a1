using System.Text.Json.Nodes;
using RustImage.Layers;
using RustImage.Testing;

namespace RustImage.UnitTests.Layers;

public sealed class EntryStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Every_type_of_entry_survives_writing_and_reading()
    {
        var layer = Layer.Create(new("all", LayerTarWriterTests.All));
        var stored = Assert.Single(EntryStore.Write(_directory["entries"], [layer]).Layers);
        Assert.Equal(layer with { Content = stored.Content }, stored);
        Assert.Equal(layer.Content.Entries.Select(Facts), stored.Content.Entries.Select(Facts));
    }

    [Fact]
    public void A_layer_read_from_the_file_has_the_same_tar()
    {
        File.WriteAllText(_directory["ü"], "of this machine");
        var file = new FileEntry("/z", FileContent.At(_directory["ü"]), "\"quoted\" \n", 0b111_000_000, 1, 2);
        var layer = Layer.Create(new("all", [.. LayerTarWriterTests.All, file]));
        var stored = Assert.Single(EntryStore.Write(_directory["entries"], [layer]).Layers);
        using var tar = new MemoryStream();
        stored.WriteTar(tar);
        Assert.Equal(layer.DiffId, Digest.OfBytes(tar.ToArray()));
    }

    [Fact]
    public void Each_layer_reads_its_own_entries()
    {
        LayerPlan[] plans =
            [new("one", [TestEntry.Directory("/ä"), TestEntry.File("/ä/1")]), new("none", []), new("two", [TestEntry.Link("/b", "ä")])];
        var layers = EntryStore.Write(_directory["entries"], [.. plans.Select(p => Layer.Create(p))]).Layers;
        Assert.Equal(["/ä /ä/1", "", "/b"], layers.Select(l => string.Join(' ', l.Content.Entries.Select(e => e.Path))));
    }

    [Fact]
    public void A_line_has_the_facts_that_people_look_for()
    {
        File.WriteAllText(_directory["file"], "text");
        var entry = new FileEntry("/a", FileContent.At(_directory["file"]), "reason", 0b110_100_000);
        EntryStore.Write(_directory["entries"], [Layer.Create(new("one", [entry]))]);
        var line = JsonNode.Parse(Assert.Single(File.ReadAllLines(_directory["entries"])))!;
        string[] names = ["type", "path", "mode", "size", "reason", "hostPath", "digest"];
        Assert.Equal(
            ["file", "/a", "0640", "4", "reason", _directory["file"], $"{Digest.OfBytes("text"u8)}"],
            names.Select(n => line[n]!.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("no JSON")]
    [InlineData("""{"type":"device","path":"/a","mode":"0644","reason":""}""")]
    [InlineData("""{"type":"file","path":"/a","mode":"0644","reason":""}""")]
    [InlineData("""{"type":"link","path":"/a","mode":"0777","reason":""}""")]
    [InlineData("""{"type":"directory","path":null,"mode":"0755","reason":""}""")]
    [InlineData("""{"type":"directory","path":"/a","mode":"rwx","reason":""}""")]
    [InlineData("""{"type":"file","path":"/a","mode":"0644","reason":"","bytes":"AA==","digest":"sha256:0"}""")]
    public void The_error_for_a_damaged_line_names_the_file(string line)
    {
        var layer = Assert.Single(EntryStore.Write(_directory["entries"], [Layer.Create(new("one", [TestEntry.Directory("/a")]))]).Layers);
        File.WriteAllText(_directory["entries"], line);
        var failure = Assert.Throws<RustImageException>(() => layer.Content.Entries.Count());
        Assert.Equal("RIMG0005", failure.Code);
        Assert.Contains(_directory["entries"], failure.Message, StringComparison.Ordinal);
    }

    private static object Facts(LayerEntry entry) => entry is FileEntry { Content: var content }
        ? (entry.Path, entry.Mode, entry.UserId, entry.GroupId, entry.Reason, content.Size, content.Digest,
            Convert.ToHexString(content.ReadAll()))
        : entry;
}
