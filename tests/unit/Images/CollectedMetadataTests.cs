using RustImage.Images;
using RustImage.Testing;

namespace RustImage.UnitTests.Images;

public sealed class CollectedMetadataTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private MetadataRequest Request => new(_directory.Path, Platform.FromRuntimeIdentifier("linux-x64")!, _ => null)
    {
        SourceDateEpoch = "1700000000",
        DefaultRepository = "hello",
    };

    [Fact]
    public async Task Names_of_the_metadata_win_over_the_properties()
    {
        File.WriteAllText(_directory["metadata.json"], """{ "tags": ["ghcr.io/team/hello:2"] }""");
        var request = Request with { MetadataFile = _directory["metadata.json"] };
        var (metadata, _) = await CollectedMetadata.CollectAsync(request, null, default);
        Assert.Equal(["ghcr.io/team/hello:2"], metadata.ReferencesOr([], ["other"], ["1"]).SelectMany(r => r.Names));
        Assert.Equal(["ghcr.io"], metadata.ListRegistries());
    }

    [Fact]
    public async Task Without_metadata_the_properties_name_the_image()
    {
        var (metadata, warnings) = await CollectedMetadata.CollectAsync(Request with { MetadataFile = "none" }, null, default);
        Assert.Equal(["a.example/other:1"], metadata.ReferencesOr(["a.example"], ["other"], ["1"]).SelectMany(r => r.Names));
        Assert.Empty(metadata.ListRegistries());
        Assert.Empty(warnings);
    }

    [Theory]
    [InlineData(false, "2023-11-14T22:13:20Z")]
    [InlineData(true, "2026-01-02T03:04:05Z")]
    public async Task The_created_label_has_the_time_of_the_sources_unless_it_is_kept(bool keep, string expected)
    {
        const string Created = "org.opencontainers.image.created";
        File.WriteAllText(_directory["metadata.json"], $$"""{ "labels": { "{{Created}}": "2026-01-02T03:04:05Z" } }""");
        var request = Request with { MetadataFile = _directory["metadata.json"], KeepCreatedLabel = keep };
        var (metadata, _) = await CollectedMetadata.CollectAsync(request, null, default);
        Assert.Equal(expected, metadata.Labels[Created]);
    }

    [Fact]
    public async Task An_obsolete_name_and_an_unknown_commit_give_warnings()
    {
        var request = Request with { MetadataFile = "none", ObsoleteName = "old", PublishRepositoryUrl = true };
        var (_, warnings) = await CollectedMetadata.CollectAsync(request, null, default);
        Assert.Equal(["RIMG5043", "RIMG5037"], warnings.Select(w => w.Code));
    }
}
