using System.IO.Compression;
using RustImage.Tasks;

namespace RustImage.TaskTests.Layers;

public sealed class CompressImageLayersTests : PipelineCase
{
    [Fact]
    public void Each_layer_is_a_gzip_file_of_its_tar()
    {
        RunToLayers();
        Succeed(Compress());
        var blobs = Read("blobs", StepJson.Readable.CompressedLayers);
        Assert.Equal(Read("layers", StepJson.Readable.ImageLayers).Layers.Select(l => l.DiffId), blobs.Select(b => b.Layer.DiffId));
        foreach (var blob in blobs)
        {
            Assert.Equal(blob.Digest, Digest.OfFile(blob.Path));
            using var gzip = new GZipStream(File.OpenRead(blob.Path), CompressionMode.Decompress);
            using var tar = new MemoryStream();
            gzip.CopyTo(tar);
            Assert.Equal(blob.Layer.DiffId, Digest.OfBytes(tar.ToArray()));
        }
    }

    [Fact]
    public void A_second_run_finds_the_step_up_to_date_until_the_cache_loses_a_layer()
    {
        RunToLayers();
        AssertUpToDateTheSecondTime(() => Compress());
        var lost = Read("blobs", StepJson.Readable.CompressedLayers)[0].Path;
        File.Delete(lost);
        Engine.Clear();
        Succeed(Compress());
        Assert.StartsWith("CompressImageLayers runs: ", Engine.AllText, StringComparison.Ordinal);
        Assert.True(File.Exists(lost));
    }

    [Fact]
    public void Another_level_makes_other_blobs_and_an_unknown_level_is_an_error()
    {
        RunToLayers();
        Succeed(Compress());
        var balanced = Read("blobs", StepJson.Readable.CompressedLayers);
        Engine.Clear();
        Succeed(Compress("small"));
        Assert.Equal("CompressImageLayers runs: RustImageCompressionLevel changed.", Engine.AllText);
        var small = Read("blobs", StepJson.Readable.CompressedLayers);
        Assert.Equal(balanced.Select(b => b.Layer.DiffId), small.Select(b => b.Layer.DiffId));
        Assert.All(balanced, b => Assert.Equal("rustimage-gzip-1-balanced", b.Compressor));
        Assert.All(small, b => Assert.Equal("rustimage-gzip-1-small", b.Compressor));
        Engine.Clear();
        Assert.Equal("RIMG5024", Fail(Compress("best")).Code);
    }

    [Fact]
    public void Without_layers_the_state_is_called_damaged() => Assert.Equal("RIMG0005", Fail(Compress()).Code);
}
