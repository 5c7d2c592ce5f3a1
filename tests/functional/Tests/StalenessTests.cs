using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;

namespace RustImage.FunctionalTests.Tests;

/// <summary>A build that skips steps gives the same result as a clean build.</summary>
public sealed class StalenessTests
{
    [Fact]
    public void Replacing_a_file_by_an_older_one_is_noticed()
    {
        using var project = WithFile();
        project.Build().SucceededWithoutWarning();
        project.Write("added.txt", "two");
        File.SetLastWriteTimeUtc(project["added.txt"], new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        project.Build().SucceededWithoutWarning();

        Assert.Equal("two"u8.ToArray(), ImageArchive.Read(project.Archive()).Find("/app/added.txt").Bytes);
    }

    [Fact]
    public void Replacing_a_library_by_an_older_one_or_redirecting_its_link_is_noticed()
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
            return ImageArchive.Read(project.Archive()).Files.Single(
                f => f.Path.Contains("libgcc_s.so.1.", StringComparison.Ordinal)).Bytes;
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
    public void Files_move_with_the_working_directory()
    {
        using var project = WithFile();
        project.Build().SucceededWithoutWarning();

        project.Build("-p:ContainerWorkingDirectory=/srv").SucceededWithoutWarning();

        Assert.Equal("one"u8.ToArray(), ImageArchive.Read(project.Archive()).Find("/srv/added.txt").Bytes);
    }

    [Fact]
    public void An_archive_overwritten_by_another_configuration_is_written_again()
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
    public void An_archive_with_a_custom_name_survives_a_new_name_and_is_removed_by_clean()
    {
        using var project = TestProject.Hello();
        project.Build("-p:ContainerArchiveOutputPath=bin/one.tar").SucceededWithoutWarning();
        project.Build("-p:ContainerArchiveOutputPath=bin/two.tar").SucceededWithoutWarning();
        Assert.True(File.Exists(project["bin/one.tar"]) && File.Exists(project["bin/two.tar"]));

        project.Dotnet("clean").SucceededWithoutWarning();

        Assert.Equal([project["bin/one.tar"]], Directory.GetFiles(project["bin"], "*.tar"));
    }

    [Fact]
    public void Missing_or_damaged_intermediate_files_are_made_again()
    {
        using var project = WithFile();
        project.Build().SucceededWithoutWarning();
        var archive = File.ReadAllBytes(project.Archive());
        var debug = Path.ChangeExtension(project.Archive(), ".debug");
        var files = StepStates.Of(project);
        Assert.True(files.Count > 15, string.Join('\n', files));
        foreach (var (number, file) in files.Index())
        {
            Damage(file, number);
            project.Build().SucceededWithoutWarning();
            Assert.True(new FileInfo(file) is { Exists: true, Length: > 20 }, $"{file} is not made again");
            Assert.True(File.Exists(debug), $"{debug} is gone after {file}");
            Assert.Equal(archive, File.ReadAllBytes(project.Archive()));
        }
    }

    /// <summary>Damages each file in another way. Unit tests try all ways on one file.</summary>
    private static void Damage(string file, int number)
    {
        var bytes = File.ReadAllBytes(file);
        switch (number % 5)
        {
            case 0:
                File.Delete(file);
                break;
            case 1:
                File.WriteAllText(file, "");
                break;
            case 2:
                File.WriteAllText(file, "{}");
                break;
            case 3:
                File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
                break;
            default:
                bytes.AsSpan(bytes.Length / 2).Clear();
                File.WriteAllBytes(file, bytes);
                break;
        }
    }

    [Fact]
    public void A_clock_that_was_ahead_does_not_keep_an_outdated_image()
    {
        using var project = TestProject.Hello();
        project.Build("-p:ContainerTitle=one").SucceededWithoutWarning();
        SetTimes(project[TestProject.Obj], TimeSpan.FromHours(1));

        var second = project.Build("-p:ContainerTitle=two").SucceededWithoutWarning();

        Assert.Equal("the result of BuildImage changed.", second.ReasonOf("WriteImageArchive"));
        Assert.Equal("two", (string?)ImageArchive.Read(project.Archive()).RunConfig["Labels"]!["org.opencontainers.image.title"]);
    }

    [Fact]
    public void States_from_the_future_hide_no_changed_file_or_environment_variable()
    {
        using var project = WithFile();
        project.Write("hello.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <ItemGroup>
                <RustImageFile Include="added.txt" />
                <ContainerEnvironmentVariable Include="COLOUR" Value="$(Colour)" />
              </ItemGroup>
            </Project>
            """);
        project.Environment["Colour"] = "blue";
        project.Build().SucceededWithoutWarning();
        foreach (var state in Directory.GetFiles(project[$"{TestProject.Obj}/Debug"], "*.json", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(state, DateTime.UtcNow.AddHours(1));

        project.Write("added.txt", "two");
        project.Environment["Colour"] = "green";
        project.Build().SucceededWithoutWarning();

        var image = ImageArchive.Read(project.Archive());
        Assert.Equal("two"u8.ToArray(), image.Find("/app/added.txt").Bytes);
        Assert.Contains("COLOUR=green", image.RunConfig["Env"]!.AsArray().Select(e => (string?)e));
    }

    [Fact]
    public void New_content_of_the_same_size_and_time_in_a_file_or_certificate_is_noticed()
    {
        using var project = WithFile();
        var (first, second) = CertificatesOfOneLength();
        project.Write("company.pem", first);
        project.Write("hello.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <ItemGroup>
                <RustImageFile Include="added.txt" />
                <ImageCertificate Include="company.pem" />
              </ItemGroup>
            </Project>
            """);
        project.Build().SucceededWithoutWarning();

        Replace(project["added.txt"], "two");
        var build = project.Build().SucceededWithoutWarning();
        Assert.Equal($"RustImageFile '{project["added.txt"]}' changed.", build.ReasonOf("ReadImageFiles"));
        Assert.Equal("two"u8.ToArray(), ImageArchive.Read(project.Archive()).Find("/app/added.txt").Bytes);

        Replace(project["company.pem"], second);
        build = project.Build().SucceededWithoutWarning();
        Assert.Equal($"the certificate '{project["company.pem"]}' changed.", build.ReasonOf("ResolveImageClosure"));
        var bundle =
            System.Text.Encoding.UTF8.GetString(ImageArchive.Read(project.Archive()).Find("/etc/ssl/certs/ca-certificates.crt").Bytes);
        Assert.Contains(second.Trim(), bundle, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Trim(), bundle, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_of_a_step_is_repeated_as_long_as_its_result_is_valid()
    {
        using var project = TestProject.Hello();
        project.Write("src/main.rs", """fn main() { println!("{}", concat!(env!("CARGO_MANIFEST_DIR"), "/src")); }""");
        Assert.Equal("RIMG2008", Assert.Single(project.Build().Succeeded().Warnings).Code);
        var second = project.Build().Succeeded();
        second.AssertUpToDate("StripRustBinary");
        Assert.Equal("RIMG2008", Assert.Single(second.Warnings).Code);
    }

    [Fact]
    public void Building_a_copied_project_does_not_touch_the_original()
    {
        using var project = TestProject.Of("all");
        using var hello = TestProject.Hello();
        foreach (var file in new[] { "Cargo.toml", "Cargo.lock", "src/main.rs", "hello.proj", "NuGet.config" })
            project.Write($"one/{file}", File.ReadAllText(hello[file]));
        project.Dotnet("build", project["one/hello.proj"]).SucceededWithoutWarning();
        project.Run(Require.Tool("cp", "coreutils"), "-a", "one", "two");
        var before = Snapshot.Of(project["one"], _ => true);

        // With another version, so that the archive has another name.
        project.Write("two/Cargo.toml", File.ReadAllText(hello["Cargo.toml"]).Replace("0.1.0", "0.2.0", StringComparison.Ordinal));
        project.Dotnet("build", project["two/hello.proj"]).SucceededWithoutWarning();
        project.Dotnet("clean", project["two/hello.proj"]).SucceededWithoutWarning();

        Assert.Equal(before, Snapshot.Of(project["one"], _ => true));
    }

    [Fact]
    public void Files_left_by_earlier_SDK_versions_are_removed_once()
    {
        using var project = TestProject.Hello();
        project.Write("obj/Debug/hello/closure.stamp", "");
        project.Write("obj/Debug/hello/strip.settings", "true");
        project.Write("bin/Debug/hello-0.0.9-linux-amd64.tar", "old");
        string[] old = [project["obj/Debug/hello/closure.stamp"], project["obj/Debug/hello/strip.settings"],
            project["bin/Debug/hello-0.0.9-linux-amd64.tar"]];
        project.Write("obj/Debug/hello/hello.FileListAbsolute.txt", string.Join('\n', old));

        project.Build().SucceededWithoutWarning();

        Assert.DoesNotContain(old, File.Exists);
        Assert.DoesNotContain(StepStates.Of(project), f => f.EndsWith(".txt", StringComparison.Ordinal));
    }

    [Fact]
    public void Clean_removes_the_files_that_targets_of_the_project_declare()
    {
        using var project = TestProject.Hello();
        project.Write("hello.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <Target Name="Note" BeforeTargets="ReadImageFiles">
                <WriteLinesToFile File="obj/$(NoteName)" Lines="text" Overwrite="true" />
                <ItemGroup>
                  <FileWrites Include="obj/$(NoteName)" />
                </ItemGroup>
              </Target>
            </Project>
            """);
        project.Build("-p:NoteName=one.txt").SucceededWithoutWarning();
        project.Build("-p:NoteName=two.txt").SucceededWithoutWarning();
        Assert.False(File.Exists(project["obj/one.txt"]));
        Assert.True(File.Exists(project["obj/two.txt"]));

        project.Dotnet("clean").SucceededWithoutWarning();
        Assert.False(File.Exists(project["obj/two.txt"]));
    }

    /// <summary>Moves all times, like <c>find DIRECTORY -exec touch -d '+1 hour' {} +</c>.</summary>
    private static void SetTimes(string directory, TimeSpan ahead)
    {
        foreach (var file in Directory.GetFiles(directory, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow + ahead);
    }

    private static (string First, string Second) CertificatesOfOneLength()
    {
        var known = new Dictionary<int, string>();
        while (true)
        {
            using var authority = new TestAuthority();
            if (!known.TryAdd(authority.Pem.Length, authority.Pem))
                return (known[authority.Pem.Length], authority.Pem);
        }
    }

    private static void Replace(string path, string text)
    {
        var (time, length) = (File.GetLastWriteTimeUtc(path), new FileInfo(path).Length);
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, time);
        Assert.Equal(length, new FileInfo(path).Length);
    }

    private static TestProject WithFile()
    {
        var project = TestProject.Hello();
        project.Write("added.txt", "one");
        project.Write("hello.proj",
            """<Project Sdk="RustImage.Sdk/0.1.0"><ItemGroup><RustImageFile Include="added.txt" /></ItemGroup></Project>""");
        return project;
    }
}
