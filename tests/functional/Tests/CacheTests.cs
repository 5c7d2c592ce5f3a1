using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;

namespace RustImage.FunctionalTests.Tests;

/// <summary>ShowCache and CleanCache, called as a user calls them.</summary>
public sealed class CacheTests
{
    [Fact]
    public void The_cache_can_be_shown_and_cleaned_and_the_next_build_makes_the_same_image()
    {
        using var project = TestProject.Hello();
        project.Build().SucceededWithoutWarning();
        var digest = ImageArchive.Read(project.Archive()).Digest;
        Assert.Matches(@"compressed layers +\d+ +[0-9.]+ MB", project.Build("-t:ShowCache").SucceededWithoutWarning().Output);

        var kept = project.Build("-t:CleanCache", "-p:RustImageCacheAge=30d", "-p:RustImageCacheSize=5GB").SucceededWithoutWarning();
        Assert.DoesNotContain("Removed", kept.Output, StringComparison.Ordinal);
        Assert.Null(project.Build().SucceededWithoutWarning().ReasonOf("CompressImageLayers"));

        var cleaned = project.Build("-t:CleanCache").SucceededWithoutWarning();
        Assert.Contains($"The cache '{project.Cache}' has 0 B.", cleaned.Output, StringComparison.Ordinal);
        Assert.Contains("is empty", project.Build("-t:ShowCache").SucceededWithoutWarning().Output, StringComparison.Ordinal);
        Assert.EndsWith("is missing.", project.Build().SucceededWithoutWarning().ReasonOf("CompressImageLayers"), StringComparison.Ordinal);
        Assert.Equal(digest, ImageArchive.Read(project.Archive()).Digest);
    }

    [Fact]
    public void A_project_without_Cargo_toml_or_with_several_images_runs_both_once()
    {
        using var project = TestProject.Of("many", ("many.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0"><PropertyGroup><CargoBins>a;b</CargoBins></PropertyGroup></Project>
            """));
        foreach (var target in new[] { "-t:ShowCache", "-t:CleanCache" })
        {
            var lines = project.Build(target).SucceededWithoutWarning().Output.Split('\n');
            Assert.Single(lines, l => l.Contains("The cache '", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_wrong_limit_is_an_error()
    {
        using var project = TestProject.Hello();
        Assert.Equal("RIMG0008", project.Build("-t:CleanCache", "-p:RustImageCacheAge=month").FailedWithOneError().Code);
    }

    [Fact]
    public async Task While_a_build_runs_CleanCache_waits_and_takes_nothing_from_it()
    {
        using var project = TestProject.Hello();
        project.Build().SucceededWithoutWarning();
        // cargo now runs until the test lets it end. Its layers of before are in the cache.
        project.Write("build.rs", $$"""
            fn main() {
                println!("cargo::rerun-if-changed=build.rs");
                std::fs::write(r"{{project["target/started"]}}", "").unwrap();
                while !std::path::Path::new(r"{{project["target/go"]}}").exists() {
                    std::thread::sleep(std::time::Duration::from_millis(20));
                }
            }
            """);
        var build = Task.Run(() => project.Build());
        await UntilAsync(() => File.Exists(project["target/started"]) || build.IsCompleted);
        var blobs = Directory.GetFiles(Path.Combine(project.Cache, "blobs", "sha256"));
        var clean = Task.Run(() => project.Build("-t:CleanCache"));
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        Assert.False(clean.IsCompleted);
        Assert.Equal(blobs, Directory.GetFiles(Path.Combine(project.Cache, "blobs", "sha256")));

        project.Write("target/go", "");
        (await build).SucceededWithoutWarning();
        var cleaned = (await clean).SucceededWithoutWarning();
        Assert.Contains("Waiting for the builds that use the cache", cleaned.Output, StringComparison.Ordinal);
        Assert.Contains("has 0 B", cleaned.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_cannot_build_and_then_clean_the_cache()
    {
        using var project = TestProject.Hello();
        Assert.Equal("RIMG0007", project.Build("-t:Build;CleanCache").FailedWithOneError().Code);
        project.Build("-t:CleanCache;Build").SucceededWithoutWarning();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition() && tries < 1200; tries++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.True(condition());
    }
}
