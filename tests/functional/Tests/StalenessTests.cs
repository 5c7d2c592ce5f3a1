using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;

namespace RustImage.FunctionalTests.Tests;

/// <summary>A build that skips steps gives what a build from nothing would give.</summary>
public sealed class StalenessTests
{
    [Fact]
    public void A_file_that_is_replaced_by_an_older_one_is_a_changed_file()
    {
        using var project = WithFile();
        project.Build().SucceededWithoutWarning();
        project.Write("added.txt", "two");
        File.SetLastWriteTimeUtc(project["added.txt"], new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        project.Build().SucceededWithoutWarning();

        Assert.Equal("two"u8.ToArray(), ImageArchive.Read(project.Archive()).Find("/app/added.txt").Bytes);
    }

    [Fact]
    public void A_library_that_is_replaced_by_an_older_one_or_by_a_turned_link_is_a_changed_library()
    {
        using var project = TestProject.Hello();
        var libraries = BinaryFailureTests.RootWith(project);
        var name = Path.Combine(libraries, "libgcc_s.so.1");
        File.Move(name, name + ".0");
        File.WriteAllBytes(name + ".1", [.. File.ReadAllBytes(name + ".0"), 1]);
        File.CreateSymbolicLink(name, "libgcc_s.so.1.0");
        byte[] Build()
        {
            project.Build($"-p:RustImageLibrarySource={project["root"]}").SucceededWithoutWarning();
            return ImageArchive.Read(project.Archive()).Files.Single(f => f.Path.Contains("libgcc_s.so.1.", StringComparison.Ordinal)).Bytes;
        }
        Assert.Equal(File.ReadAllBytes(name + ".0"), Build());

        File.WriteAllBytes(name + ".0", [.. File.ReadAllBytes(name + ".0"), 0]);
        File.SetLastWriteTimeUtc(name + ".0", new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        Assert.Equal(File.ReadAllBytes(name + ".0"), Build());

        File.Delete(name);
        File.CreateSymbolicLink(name, "libgcc_s.so.1.1");
        Assert.Equal(File.ReadAllBytes(name + ".1"), Build());
    }

    [Fact]
    public void Files_follow_the_working_directory()
    {
        using var project = WithFile();
        project.Build().SucceededWithoutWarning();

        project.Build("-p:ContainerWorkingDirectory=/srv").SucceededWithoutWarning();

        Assert.Equal("one"u8.ToArray(), ImageArchive.Read(project.Archive()).Find("/srv/added.txt").Bytes);
    }

    [Fact]
    public void An_archive_that_another_configuration_overwrote_is_written_again()
    {
        using var project = TestProject.Hello();
        BuildResult Build(string tag) =>
            project.Build("-c", tag, $"-p:ContainerImageTag={tag}", "-p:ContainerArchiveOutputPath=bin/one.tar").SucceededWithoutWarning();
        Build("Debug");
        Build("Release");
        Build("Debug");

        Assert.Equal(["hello:Debug"], ImageArchive.Read(project["bin/one.tar"]).Names);
    }

    [Fact]
    public void An_archive_under_a_name_of_the_project_s_own_outlives_the_next_name_but_not_clean()
    {
        using var project = TestProject.Hello();
        project.Build("-p:ContainerArchiveOutputPath=bin/one.tar").SucceededWithoutWarning();
        project.Build("-p:ContainerArchiveOutputPath=bin/two.tar").SucceededWithoutWarning();
        Assert.Equal(2, project.Archives().Count);

        project.Dotnet("clean").SucceededWithoutWarning();

        Assert.Equal([project["bin/one.tar"]], project.Archives());
    }

    [Fact]
    public void Whatever_is_missing_among_the_intermediates_is_made_again()
    {
        using var project = WithFile();
        project.Build().SucceededWithoutWarning();
        var archive = File.ReadAllBytes(project.Archive());
        var debug = Path.ChangeExtension(project.Archive(), ".debug");
        var files = Directory.GetFiles(project["obj/Debug"], "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".txt", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count > 15, string.Join('\n', files));
        foreach (var file in files)
        {
            File.Delete(file);
            project.Build().SucceededWithoutWarning();
            Assert.True(File.Exists(file), $"{file} is not made again");
            Assert.True(File.Exists(debug), $"{debug} is gone after {file}");
            Assert.Equal(archive, File.ReadAllBytes(project.Archive()));
        }
    }

    [Fact]
    public void A_damaged_intermediate_file_is_named_with_the_way_out()
    {
        using var project = TestProject.Hello();
        project.Build().SucceededWithoutWarning();
        var damaged = project["obj/Debug/hello/layers.json"];
        File.WriteAllText(damaged, "");

        var error = project.Build().FailedWithOneError();

        Assert.Equal("RIMG0005", error.Code);
        Assert.Contains(damaged, error.Text, StringComparison.Ordinal);
        project.Dotnet("clean").SucceededWithoutWarning();
        project.Build().SucceededWithoutWarning();
    }

    private static TestProject WithFile()
    {
        var project = TestProject.Hello();
        project.Write("added.txt", "one");
        project.Write("hello.proj", """<Project Sdk="RustImage.Sdk/0.1.0"><ItemGroup><RustImageFile Include="added.txt" /></ItemGroup></Project>""");
        return project;
    }
}
