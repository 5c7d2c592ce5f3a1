using RustImage.Outputs.Registries;
using RustImage.Testing;

namespace RustImage.UnitTests.Outputs.Registries;

public sealed class BlobLocationCacheTests : IDisposable
{
    private static readonly Digest Blob = Digest.OfBytes([1]);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_new_memory_knows_no_repository() => Assert.Empty(Memory().FindRepositories("ghcr.io", Blob));

    [Fact]
    public void The_newest_repository_comes_first_and_only_a_few_are_kept()
    {
        foreach (var repository in new[] { "a", "b", "c", "a", "d", "e" })
            Memory().Add("ghcr.io", Blob, repository);
        Assert.Equal(["e", "d", "a", "c"], Memory().FindRepositories("ghcr.io", Blob));
    }

    [Fact]
    public void Registries_and_blobs_are_remembered_separately()
    {
        Memory().Add("localhost:5000", Blob, "team/hello");
        Assert.Empty(Memory().FindRepositories("localhost", Blob));
        Assert.Empty(Memory().FindRepositories("localhost:5000", Digest.OfBytes([2])));
        Assert.Equal(["team/hello"], Memory().FindRepositories("localhost:5000", Blob));
    }

    private BlobLocationCache Memory() => new(_directory["registries"]);
}
