using RustImage.Images;
using RustImage.Metadata;

namespace RustImage.UnitTests.Images;

public sealed class MetadataReferencesTests
{
    private static readonly IReadOnlyList<MetadataTag> Names =
        MetadataTag.ParseAll(["ghcr.io/o/app:1.2", "o/app:1.2", "ghcr.io/o/app:latest", "o/app:latest"], "x");

    [Fact]
    public void Each_repository_has_its_tags_and_the_first_name_stays_first() => Assert.Equal(
        ["ghcr.io/o/app:1.2", "ghcr.io/o/app:latest", "docker.io/o/app:1.2", "docker.io/o/app:latest"], Create(Names));

    [Fact]
    public void Registries_of_the_project_replace_those_of_the_metadata() => Assert.Equal(
        ["a.example/o/app:1.2", "a.example/o/app:latest", "b.example/o/app:1.2", "b.example/o/app:latest"],
        Create(Names, registries: ["a.example", "b.example"]));

    [Fact]
    public void Repositories_of_the_project_replace_those_of_the_metadata() => Assert.Equal(
        ["ghcr.io/own:1.2", "ghcr.io/own:latest", "docker.io/own:1.2", "docker.io/own:latest"], Create(Names, repositories: ["own"]));

    [Fact]
    public void Tags_of_the_project_replace_those_of_the_metadata() =>
        Assert.Equal(["ghcr.io/o/app:x", "ghcr.io/o/app:y", "docker.io/o/app:x", "docker.io/o/app:y"], Create(Names, tags: ["x", "y"]));

    [Fact]
    public void Bare_tags_apply_to_the_image_of_the_project()
    {
        var bare = MetadataTag.ParseAll(["1.2", "latest"], "x");
        Assert.Equal(["hello:1.2", "hello:latest"], Create(bare));
        Assert.Equal(["ghcr.io/team/hello:1.2", "ghcr.io/team/hello:latest"],
            Create(bare, registries: ["ghcr.io"], repositories: ["team/hello"]));
    }

    [Fact]
    public void Without_metadata_there_are_no_references() =>
        Assert.Empty(Create([], registries: ["ghcr.io"], repositories: ["a"], tags: ["1"]));

    [Fact]
    public void An_invalid_setting_of_the_project_is_an_error_of_the_project() => Assert.Equal(
        "RIMG5001", Assert.Throws<RustImageException>(() => Create(Names, repositories: ["Own"])).Code);

    private static IReadOnlyList<string> Create(
        IReadOnlyList<MetadataTag> metadata, string[]? registries = null, string[]? repositories = null, string[]? tags = null) =>
        [.. new MetadataReferences(registries ?? [], repositories ?? [], tags ?? [], "hello").Create(metadata).SelectMany(r => r.Names)];
}
