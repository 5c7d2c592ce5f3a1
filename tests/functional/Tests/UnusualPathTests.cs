using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

/// <summary>Directories whose names MSBuild or a shell would change.</summary>
public sealed class UnusualPathTests
{
    [Fact]
    public void Clean_empties_a_project_whose_directory_has_a_line_break_in_its_name()
    {
        using var project = TestProject.Hello("two\nlines");
        project.Build("-p:RustImageLayoutPath=bin/layout").SucceededWithoutWarning();
        project.Archive();

        project.Dotnet("clean").SucceededWithoutWarning();

        Assert.Empty(FilesOf(project[TestProject.Obj]).Concat(FilesOf(project[TestProject.Bin])));
    }

    [Fact]
    public void A_percent_sign_in_the_path_of_the_cache_is_kept()
    {
        using var project = WithHome();
        project.Environment["XDG_CACHE_HOME"] = project["caches/100%20full"];
        project.Build().SucceededWithoutWarning();
        Assert.NotEmpty(FilesOf(project["caches/100%20full/rustimage"]));
        Assert.Equal([project["caches/100%20full"]], Directory.GetDirectories(project["caches"]));
    }

    [Fact]
    public void A_relative_path_of_the_cache_is_ignored()
    {
        using var project = WithHome();
        project.Environment["XDG_CACHE_HOME"] = "caches";
        project.Build().SucceededWithoutWarning();
        Assert.NotEmpty(FilesOf(project["home/.cache/rustimage"]));
        Assert.False(Directory.Exists(project["caches"]));
    }

    /// <summary>A project of a user whose home is empty, but for the tools.</summary>
    private static TestProject WithHome()
    {
        var project = TestProject.Hello();
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        foreach (var (variable, directory) in new[] { ("RUSTUP_HOME", ".rustup"), ("CARGO_HOME", ".cargo") })
            project.Environment[variable] = Environment.GetEnvironmentVariable(variable) ?? Path.Combine(home, directory);
        project.Environment["HOME"] = project["home"];
        Directory.CreateDirectory(project["home"]);
        project.Environment["RustImageCacheDirectory"] = null;
        return project;
    }

    private static string[] FilesOf(string directory) =>
        Directory.Exists(directory) ? Directory.GetFiles(directory, "*", SearchOption.AllDirectories) : [];
}
