using RustImage.Outputs.Registries;
using RustImage.Testing;

namespace RustImage.UnitTests.Outputs.Registries;

public sealed class PushedProjectTests
{
    [Fact]
    public void A_binary_stands_behind_a_slash_and_the_first_image_counts()
    {
        var images = PushedProject.MapImages(
        [
            new("one", "/a/one.proj", "", "a/one@1"), new("one", "/a/one.proj", "", "b/one@1"), new("two", "/a/two.proj", "cli", "a/cli@2"),
        ]);
        Assert.Equal([("one", "a/one@1"), ("two/cli", "a/cli@2")], images.Select(i => (i.Key, i.Value)).Order());
    }

    [Fact]
    public void Nothing_pushed_and_one_name_for_two_projects_are_errors()
    {
        Assert.Equal("RIMG6403", Assert.Throws<RustImageException>(() => PushedProject.MapImages([])).Code);
        var failure = Assert.Throws<RustImageException>(
            () => PushedProject.MapImages([new("one", "/a/one.proj", "", "a/one@1"), new("one", "/b/one.proj", "", "b/one@1")]));
        Assert.Equal("RIMG6406", failure.Code);
    }

    [Fact]
    public void A_resolved_directory_keeps_only_todays_files_and_leaves_others_alone()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["out"]);
        foreach (var name in new[] { "out/stale.yaml", "elsewhere.yaml", "out/mine.yaml" })
            File.WriteAllText(directory[name], "");
        new ResolvedDirectory(directory["out/"]).Write(
            [new ResolvedFile("/src/a.yaml", directory["out/sub/a.yaml"], [1], 1)], [directory["out/stale.yaml"],
                directory["elsewhere.yaml"]]);
        Assert.Equal(
            ["elsewhere.yaml", "out/mine.yaml", "out/sub/a.yaml"],
            Directory.GetFiles(directory.Path, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(directory.Path, f))
                .Order());
    }
}
