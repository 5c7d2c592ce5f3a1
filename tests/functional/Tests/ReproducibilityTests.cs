using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;
using RustImage.FunctionalTests.Samples;

namespace RustImage.FunctionalTests.Tests;

/// <summary>
/// The same inputs give the same image under other conditions. The sample has what usually breaks that: code generated into OUT_DIR,
/// a panic location in it, and one in a dependency that cargo unpacks into CARGO_HOME.
/// </summary>
public sealed class ReproducibilityTests(ReproducibilityTests.Baseline baseline) : IClassFixture<ReproducibilityTests.Baseline>
{
    [Fact]
    public void Another_path_gives_the_same_image()
    {
        using var project = baseline.Sample("a-much-longer/and/deeper path");
        AssertSame(project);
    }

    [Fact]
    public void Another_CARGO_HOME_gives_the_same_image()
    {
        using var project = baseline.Sample("home");
        project.Environment["CARGO_HOME"] = project["my own cargo home"];
        AssertSame(project);
    }

    [Fact]
    public void Another_time_gives_the_same_image()
    {
        using var project = baseline.Sample("time");
        var old = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        foreach (var file in Directory.GetFiles(project.Directory, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, old);
        AssertSame(project);
    }

    [Fact]
    public void Another_umask_gives_the_same_image()
    {
        using var project = baseline.Sample("umask");
        project.Prefix = ["sh", "-c", "umask 077; chmod -R go= .; exec \"$@\"", "sh"];
        AssertSame(project);
    }

    [Fact]
    public void Another_user_gets_the_same_image()
    {
        using var project = baseline.Sample("user");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        project.Environment["RUSTUP_HOME"] = Environment.GetEnvironmentVariable("RUSTUP_HOME") ?? Path.Combine(home, ".rustup");
        project.Environment["HOME"] = project["home"];
        project.Environment["TMPDIR"] = project["home"];
        project.Environment["USER"] = "somebody";
        Directory.CreateDirectory(project["home"]);
        // In a user namespace, where the caller has that user id and still reaches tools in its own home.
        project.Prefix = [Require.Tool("unshare", "util-linux"), "--user", "--map-user=12345", "--map-group=12345"];
        Assert.Equal("12345\n", project.Run("id", "-u").StandardOutput);
        AssertSame(project);
    }

    [Fact]
    public void Another_order_of_files_gives_the_same_image()
    {
        using var project = baseline.Sample("order", reversed: true);
        AssertSame(project);
    }

    [Fact]
    public void An_empty_layer_cache_gives_the_same_image()
    {
        using var project = baseline.Sample("uncached");
        AssertSame(project);
        Directory.Delete(project[TestProject.Bin], recursive: true);
        Directory.Delete(project[TestProject.Obj], recursive: true);
        Directory.Delete(project.Cache, recursive: true);
        AssertSame(project);
    }

    [Fact]
    public void The_binary_contains_no_path_of_this_machine()
    {
        var binary = ImageArchive.Read(baseline.Project.Archive()).Find("/app/fragile-app").Bytes;

        Assert.Equal(-1, binary.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Path.GetTempPath() + "rustimage-test-")));
        Assert.NotEqual(-1, binary.AsSpan().IndexOf("fragile-1.0.0/src/lib.rs"u8));
        Assert.NotEqual(-1, binary.AsSpan().IndexOf("generated.rs"u8));
    }

    private void AssertSame(TestProject project)
    {
        project.Build().SucceededWithoutWarning();
        Assert.NotEqual(baseline.Project.Directory, project.Directory);
        Assert.Equal(ImageArchive.Read(baseline.Project.Archive()).Digest, ImageArchive.Read(project.Archive()).Digest);
        Assert.Equal(File.ReadAllBytes(baseline.Project.Archive()), File.ReadAllBytes(project.Archive()));
    }

    /// <summary>The build to compare all others with.</summary>
    public sealed class Baseline : IDisposable
    {
        private readonly TemporaryDirectory _directory = new();

        public Baseline()
        {
            LocalRegistry.Create(_directory["registry"]);
            Project = Sample("first");
            Project.Build().SucceededWithoutWarning();
        }

        internal TestProject Project { get; }

        internal TestProject Sample(string name, bool reversed = false) => FragileSample.Create(name, _directory["registry"], reversed);

        public void Dispose()
        {
            Project.Dispose();
            _directory.Dispose();
        }
    }
}
