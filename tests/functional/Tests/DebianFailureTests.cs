using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Packages;

namespace RustImage.FunctionalTests.Tests;

/// <summary>A problem with Debian packages is one coded error that names the file to change, and leaves nothing behind.</summary>
public sealed class DebianFailureTests(LockedHello hello)
{
    [Fact]
    public void A_manipulated_package_stops_the_build()
    {
        using var project = hello.Clone();
        using var mirror = new PoolMirror(hello.Project);
        project.SetMirror(mirror.Server.Address);
        var libc = ProjectLock.Of(project).Find("libc6");
        mirror.Server.Faults[$"/{libc.Path}"] = new Fault { Tamper = Fault.Flip(1000) };

        var error = Failed(project);

        Assert.Equal(("RIMG7033", project["hello.proj"]), (error.Code, error.File));
        Assert.Contains($"'libc6 {libc.Version} amd64'", error.Text, StringComparison.Ordinal);
        Assert.False(File.Exists(libc.DownloadIn(project.Cache)));
    }

    [Fact]
    public void The_error_for_an_empty_cache_without_a_network_says_what_was_tried()
    {
        using var project = hello.Clone();

        var error = Failed(project);

        Assert.Equal(("RIMG7032", project["hello.proj"]), (error.Code, error.File));
        Assert.Contains(project.Environment["DebianMirror"]!, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_lock_is_reported_at_its_line()
    {
        using var project = hello.Clone();
        var lines = File.ReadAllLines(project[ProjectLock.FileName]);
        var size = Array.FindIndex(lines, l => l.Contains("\"size\"", StringComparison.Ordinal));
        lines[size] = "<<<<<<< HEAD";
        File.WriteAllLines(project[ProjectLock.FileName], lines);

        var error = Failed(project);

        Assert.Equal(("RIMG7045", project[ProjectLock.FileName], size + 1), (error.Code, error.File, error.Line));
    }

    [Fact]
    public void A_lock_with_a_path_outside_the_pool_is_refused()
    {
        using var project = hello.Clone();
        var libc = ProjectLock.Of(project).Find("libc6");
        project.Write(ProjectLock.FileName, File.ReadAllText(project[ProjectLock.FileName])
            .Replace(libc.Path, "pool/../../private/libc6.deb", StringComparison.Ordinal));

        var error = Failed(project);

        Assert.Equal(("RIMG7045", project[ProjectLock.FileName]), (error.Code, error.File));
        Assert.Contains("'pool/../../private/libc6.deb'", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_for_a_package_missing_from_the_suite_names_it()
    {
        using var archive = new LocalArchive(hello.Project);
        using var project = archive.Serve(TestProject.Hello());
        project.Write("hello.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <ItemGroup>
                <ImagePackage Include="tzdatta" />
              </ItemGroup>
            </Project>
            """);

        var error = Failed(project);

        Assert.Equal(("RIMG7051", project["hello.proj"]), (error.Code, error.File));
        Assert.Contains($"{archive.Suite} has no package 'tzdatta'", error.Text, StringComparison.Ordinal);
        Assert.False(File.Exists(project[ProjectLock.FileName]));
    }

    [Fact]
    public void The_error_for_an_unknown_suite_names_it()
    {
        using var archive = new LocalArchive(hello.Project);
        using var project = archive.Serve(TestProject.Hello());
        project.Environment["DebianSuite"] = "trixy";

        var error = Failed(project);

        Assert.Equal(("RIMG7047", project["hello.proj"]), (error.Code, error.File));
        Assert.Contains("'trixy'", error.Text, StringComparison.Ordinal);
        Assert.False(File.Exists(project[ProjectLock.FileName]));
    }

    private static BuildDiagnostic Failed(TestProject project)
    {
        var error = project.Build().FailedWithOneError();
        Assert.Empty(project.Archives());
        return error;
    }
}
