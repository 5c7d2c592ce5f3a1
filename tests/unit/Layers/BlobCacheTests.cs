using System.Text;
using RustImage.Layers;
using RustImage.Testing;

namespace RustImage.UnitTests.Layers;

public sealed class BlobCacheTests : IDisposable
{
    private static readonly Digest DiffId = Digest.OfBytes("the tar"u8);

    private const string Compressor = "compressor-1";

    private readonly TemporaryDirectory _directory = new();
    private readonly BlobCache _cache;

    public BlobCacheTests() => _cache = new BlobCache(_directory["cache"]);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void An_added_blob_is_found_by_its_digest()
    {
        Assert.Null(_cache.Find(DiffId, Compressor));
        var added = Add("compressed");
        Assert.Equal((Digest.OfBytes("compressed"u8), 10), (added.Digest, added.Size));
        Assert.Equal(Path.Combine(_directory["cache"], "blobs", "sha256", added.Digest.Hex), added.Path);
        Assert.Equal("compressed", File.ReadAllText(added.Path));
        Assert.Equal(added, _cache.Find(DiffId, Compressor));
        Assert.Equal(added, new BlobCache(_directory["cache"]).Find(DiffId, Compressor));
        Assert.Null(_cache.Find(Digest.OfBytes("another tar"u8), Compressor));
    }

    [Fact]
    public void Each_compressor_has_its_own_blob_of_a_tar()
    {
        var one = Add("compressed");
        Assert.Null(_cache.Find(DiffId, "compressor-2"));
        var other = _cache.Add(DiffId, "compressor-2", Writer("compressed well"));
        Assert.Equal((one, other), (_cache.Find(DiffId, Compressor), _cache.Find(DiffId, "compressor-2")));
    }

    [Fact]
    public void A_missing_or_truncated_blob_is_not_found_and_is_made_again()
    {
        var added = Add("compressed");
        File.WriteAllText(added.Path, "compress");
        Assert.Null(_cache.Find(DiffId, Compressor));
        File.Delete(added.Path);
        Assert.Null(_cache.Find(DiffId, Compressor));
        Assert.Equal(added, Add("compressed"));
        Assert.Equal(added, _cache.Find(DiffId, Compressor));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256:")]
    [InlineData("sha256: 10")]
    [InlineData("no digest")]
    [InlineData("\0\0\0 \0\0")]
    [InlineData("{0} ")]
    [InlineData("{0} ten")]
    [InlineData("{0} 99999999999999999999")]
    [InlineData("{0} 10 more")]
    public void A_damaged_record_counts_as_missing(string record)
    {
        var added = Add("compressed");
        var path = Assert.Single(Directory.GetFiles(Path.Combine(_directory["cache"], "layers"), "*", SearchOption.AllDirectories));
        File.WriteAllText(path, string.Format(null, record, added.Digest));
        Assert.Null(_cache.Find(DiffId, Compressor));
        Assert.Equal(added, Add("compressed"));
    }

    [Fact]
    public void A_failure_leaves_neither_a_record_nor_a_file()
    {
        Assert.Throws<InvalidDataException>(() => _cache.Add(DiffId, Compressor, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidDataException();
        }));
        Assert.Null(_cache.Find(DiffId, Compressor));
        Assert.Empty(Directory.GetFiles(_directory["cache"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Concurrent_writers_all_get_the_same_complete_blob()
    {
        var text = new string('x', 200_000);
        var blobs = new CachedBlob[32];
        Parallel.For(
            0, blobs.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i => blobs[i] = new BlobCache(_directory["cache"]).Add(DiffId, Compressor, Writer(text)));
        Assert.Single(blobs.Distinct());
        Assert.Equal(text, File.ReadAllText(blobs[0].Path));
        Assert.Equal(blobs[0], _cache.Find(DiffId, Compressor));
        Assert.Equal(2, Directory.GetFiles(_directory["cache"], "*", SearchOption.AllDirectories).Length);
    }

    private CachedBlob Add(string text) => _cache.Add(DiffId, Compressor, Writer(text));

    private static Func<Stream, Digest> Writer(string text) => stream =>
    {
        stream.Write(Encoding.UTF8.GetBytes(text));
        return Digest.OfBytes(Encoding.UTF8.GetBytes(text));
    };
}
