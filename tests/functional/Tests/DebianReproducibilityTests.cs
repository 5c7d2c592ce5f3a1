using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;
using RustImage.FunctionalTests.Packages;

namespace RustImage.FunctionalTests.Tests;

/// <summary>The same lock gives the same image, from any mirror and for any user.</summary>
public sealed class DebianReproducibilityTests(LockedHello hello)
{
    [Fact]
    public void An_empty_cache_and_another_mirror_and_path_give_the_same_image()
    {
        using var project = hello.Clone();
        using var mirror = new PoolMirror(hello.Project);
        project.SetMirror(mirror.Server.Address);

        AssertSame(project);
        // A lock is enough: no index is requested, and each package once.
        Assert.Equal(
            ProjectLock.Of(project).Packages.Select(p => $"/{p.Path}").Order(StringComparer.Ordinal),
            mirror.Server.Requests.Select(r => r.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Another_user_with_another_home_and_no_apt_gets_the_same_image()
    {
        using var project = hello.Clone();
        using var mirror = new PoolMirror(hello.Project);
        project.SetMirror(mirror.Server.Address);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        project.Environment["RUSTUP_HOME"] = Environment.GetEnvironmentVariable("RUSTUP_HOME") ?? Path.Combine(home, ".rustup");
        project.Environment["HOME"] = project["home"];
        Directory.CreateDirectory(project["home"]);
        project.Environment["RustImageCacheDirectory"] = null;
        project.Environment["XDG_CACHE_HOME"] = null;
        project.Environment["PATH"] = PathWithoutApt(project["programs"]);
        // In a user namespace, where the caller has that user id and still reaches tools in its own home.
        project.Prefix = [Require.Tool("unshare", "util-linux"), "--user", "--map-user=12345", "--map-group=12345"];
        Assert.Equal("12345\n", project.Run("id", "-u").StandardOutput);

        AssertSame(project);
        Assert.True(Directory.Exists(project["home/.cache/rustimage/debian/packages"]));
    }

    [Fact]
    public void A_filled_cache_without_a_network_gives_the_same_image()
    {
        using var project = hello.Clone();
        project.Cache = hello.Project.Cache;
        AssertSame(project);
    }

    private void AssertSame(TestProject project)
    {
        project.Environment["CI"] = "true";
        project.Build().SucceededWithoutWarning();
        Assert.Equal(hello.Image.Digest, ImageArchive.Read(project.Archive()).Digest);
        Assert.Equal(File.ReadAllBytes(hello.Project.Archive()), File.ReadAllBytes(project.Archive()));
    }

    /// <summary>A directory with links to every program of PATH except those of apt.</summary>
    private static string PathWithoutApt(string directory)
    {
        Directory.CreateDirectory(directory);
        var programs = from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
                       where Directory.Exists(folder)
                       from file in Directory.EnumerateFiles(folder)
                       where !Path.GetFileName(file).StartsWith("apt", StringComparison.Ordinal)
                       group file by Path.GetFileName(file);
        foreach (var program in programs)
            File.CreateSymbolicLink(Path.Combine(directory, program.Key), program.First());
        return directory;
    }
}
