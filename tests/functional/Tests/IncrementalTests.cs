using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;

namespace RustImage.FunctionalTests.Tests;

public sealed class IncrementalTests
{
    [Fact]
    public void A_second_build_without_changes_rebuilds_nothing()
    {
        using var project = TestProject.Hello();
        project.Build().SucceededWithoutWarning();
        var before = Snapshot.Of(project.Directory, f => IsOurs(f) && !IsState(f));

        project.Build().SucceededWithoutWarning().AssertUpToDate(
            "StripRustBinary", "ReadImageFiles", "ResolveImageClosure", "BuildImageLayers", "CompressImageLayers", "WriteImageArchive",
            "PublishDebugFile", "RecordImageReport");
        Assert.Equal(before, Snapshot.Of(project.Directory, f => IsOurs(f) && !IsState(f)));

        // Once the files are old enough to trust their times, the states do not change either.
        Thread.Sleep(TimeSpan.FromSeconds(3));
        project.Build().SucceededWithoutWarning();
        before = Snapshot.Of(project.Directory, IsOurs);
        project.Build().SucceededWithoutWarning();
        Assert.Equal(before, Snapshot.Of(project.Directory, IsOurs));
    }

    [Fact]
    public void A_changed_application_changes_only_its_own_layer()
    {
        using var project = TestProject.Hello();
        project.Build().SucceededWithoutWarning();
        var before = ImageArchive.Read(project.Archive());

        project.Write("src/main.rs", """fn main() { println!("changed"); }""");
        project.Build().SucceededWithoutWarning();

        var after = ImageArchive.Read(project.Archive());
        var changed = Assert.Single(after.LayerDigests.Except(before.LayerDigests));
        Assert.Equal(before.LayerDigests.Count, after.LayerDigests.Count);
        Assert.Contains(after.LayerFiles(changed), f => f.Path == "/app/hello");
        Assert.All(after.LayerFiles(changed), f => Assert.StartsWith("/app", f.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void A_changed_label_changes_no_layer()
    {
        using var project = TestProject.Hello();
        project.Build().SucceededWithoutWarning();
        var before = ImageArchive.Read(project.Archive());

        project.Write("hello.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <ItemGroup>
                <ContainerLabel Include="org.example.team" Value="blue" />
              </ItemGroup>
            </Project>
            """);
        project.Build().SucceededWithoutWarning();

        var after = ImageArchive.Read(project.Archive());
        Assert.NotEqual(before.Digest, after.Digest);
        Assert.Equal(before.LayerDigests, after.LayerDigests);
        Assert.Equal("blue", (string?)after.RunConfig["Labels"]!["org.example.team"]);
    }

    [Fact]
    public void A_removed_file_disappears_from_the_image()
    {
        using var project = TestProject.Hello();
        project.Write("assets/a.txt", "a");
        project.Write("assets/b.txt", "b");
        project.Write("hello.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <ItemGroup>
                <RustImageFile Include="assets/**" TargetPath="/srv/" />
              </ItemGroup>
            </Project>
            """);
        project.Build().SucceededWithoutWarning();
        Assert.Contains(ImageArchive.Read(project.Archive()).Files, f => f.Path == "/srv/b.txt");

        File.Delete(project["assets/b.txt"]);
        project.Build().SucceededWithoutWarning();

        var files = ImageArchive.Read(project.Archive()).Files.Select(f => f.Path).ToList();
        Assert.Contains("/srv/a.txt", files);
        Assert.DoesNotContain("/srv/b.txt", files);
    }

    [Fact]
    public void Clean_removes_only_what_was_built()
    {
        using var project = TestProject.Hello();
        project.Write($"{TestProject.Bin}/Debug/notes.txt", "the user's own");
        var before = Snapshot.Of(project.Directory, _ => true);
        project.Build().SucceededWithoutWarning();
        Assert.NotEmpty(project.Archives());

        project.Dotnet("clean").SucceededWithoutWarning();

        Assert.Equal(
            before.Keys.Concat([$"{TestProject.Target}/.gitignore", $"{TestProject.Target}/CACHEDIR.TAG"]).Order(StringComparer.Ordinal),
            Snapshot.Of(project.Directory, _ => true).Keys);
    }

    [Fact]
    public void Rebuild_makes_the_same_image_again()
    {
        using var project = TestProject.Hello();
        project.Build().SucceededWithoutWarning();
        var (digest, time) = (ImageArchive.Read(project.Archive()).Digest, File.GetLastWriteTimeUtc(project.Archive()));

        project.Build("-t:Rebuild").SucceededWithoutWarning();

        Assert.Equal(digest, ImageArchive.Read(project.Archive()).Digest);
        Assert.True(File.GetLastWriteTimeUtc(project.Archive()) > time);
    }

    /// <summary>cargo runs in every build, and has its own state files.</summary>
    private static bool IsOurs(string path) => !path.Split(Path.DirectorySeparatorChar).Contains("cargo");

    /// <summary>The step saves the new stamps of the compared files.</summary>
    private static bool IsState(string path) =>
        path.StartsWith(TestProject.Obj, StringComparison.Ordinal) && path.EndsWith(".json", StringComparison.Ordinal);
}
