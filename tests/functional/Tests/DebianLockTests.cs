using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;
using RustImage.FunctionalTests.Packages;

namespace RustImage.FunctionalTests.Tests;

/// <summary>By default a project takes its libraries from Debian packages, which the first build locks.</summary>
public sealed class DebianLockTests(LockedHello hello, Dockerd docker, TestPodman podman)
{
    [Fact]
    public void The_first_build_writes_the_lock_from_which_later_builds_make_the_same_image_offline()
    {
        using var project = TestProject.Hello().FromDebian(hello.Cache);
        var first = project.Build().SucceededWithoutWarning();

        var @lock = ProjectLock.Of(project);
        Assert.Contains(first.Output.Split('\n'), l => l.Trim() ==
            $"{project[ProjectLock.FileName]}: {@lock.Packages.Count} packages of Debian {@lock.Suite}. Commit this file.");
        Assert.Contains("soname libc.so.6", @lock.Find("libc6").Reasons);
        AssertRuns(docker, project);
        AssertRuns(podman, project);

        project.SetMirror(FaultyServer.UnusedAddress());
        var before = Snapshot.Of(project.Directory, IsResult);
        var second = project.Build().SucceededWithoutWarning();
        Assert.Equal(before, Snapshot.Of(project.Directory, IsResult));
        Assert.DoesNotContain("Download", second.Output, StringComparison.Ordinal);

        project.Environment["CI"] = "true";
        Directory.Delete(project[TestProject.Obj], recursive: true);
        var digest = ImageArchive.Read(project.Archive()).Digest;
        Directory.Delete(project[TestProject.Bin], recursive: true);
        project.Build().SucceededWithoutWarning();
        Assert.Equal(digest, ImageArchive.Read(project.Archive()).Digest);
        Assert.Equal(before[ProjectLock.FileName], Snapshot.Of(project.Directory, IsResult)[ProjectLock.FileName]);
    }

    [Fact]
    public void A_lock_edited_during_a_download_is_read_again_by_the_next_build()
    {
        using var project = hello.Clone();
        using var mirror = new PoolMirror(hello.Project);
        var edited = 0;
        // A package of an ImagePackage item is downloaded before cargo compiles, this one when the step needs it.
        mirror.Server.Faults[$"/{ProjectLock.Of(project).Find("libc6").Path}"] = new Fault
        {
            Tamper = bytes =>
            {
                if (Interlocked.Exchange(ref edited, 1) == 0)
                    File.AppendAllText(project[ProjectLock.FileName], "\n");
                return bytes;
            },
        };
        project.SetMirror(mirror.Server.Address);
        project.Build().SucceededWithoutWarning();
        Assert.Equal(1, edited);

        var second = project.Build().SucceededWithoutWarning();
        Assert.Equal($"the lock '{project[ProjectLock.FileName]}' changed while the step ran.", second.ReasonOf("ResolveImageClosure"));
        Assert.Null(project.Build().SucceededWithoutWarning().ReasonOf("ResolveImageClosure"));
    }

    [Fact]
    public void A_build_server_never_creates_a_lock()
    {
        using var project = TestProject.Hello().FromDebian();
        project.SetMirror(FaultyServer.UnusedAddress());
        project.Environment["CI"] = "true";

        var error = project.Build().FailedWithOneError();

        Assert.Equal(("RIMG7054", project["hello.proj"]), (error.Code, error.File));
        Assert.Contains("'soname libc.so.6' (", error.Text, StringComparison.Ordinal);
        Assert.False(File.Exists(project[ProjectLock.FileName]));
        Assert.Empty(project.Archives());
    }

    private static void AssertRuns(ITestEngine engine, TestProject project)
    {
        var result = engine.Run(Assert.Single(engine.Load(project.Archive())), ["from Debian"]);
        Assert.Equal((0, ""), (result.ExitCode, result.StandardError));
        Assert.Contains("""given ["from Debian"]""", result.StandardOutput, StringComparison.Ordinal);
    }

    /// <summary>The files that MSBuild does not rewrite in every build.</summary>
    private static bool IsResult(string path) =>
        path == ProjectLock.FileName || path.StartsWith(TestProject.Bin, StringComparison.Ordinal);
}
