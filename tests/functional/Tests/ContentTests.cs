using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;

namespace RustImage.FunctionalTests.Tests;

public sealed class ContentTests(BuiltHello hello)
{
    [Fact]
    public void The_image_runs_the_application_as_an_unprivileged_user()
    {
        var run = hello.Image.RunConfig;

        Assert.Equal("""["/app/hello"]""", run["Entrypoint"]!.ToJsonString());
        Assert.Equal(("65532", "/app"), (((string)run["User"]!).Split(':')[0], (string?)run["WorkingDir"]));
    }

    [Theory]
    [InlineData("title", "hello")]
    [InlineData("version", "0.1.0")]
    [InlineData("description", "Greets, and tells what it finds around it.")]
    [InlineData("authors", "The RustImage.Sdk authors")]
    [InlineData("licenses", "MIT")]
    [InlineData("source", "https://example.org/rustimage/hello")]
    [InlineData("url", "https://example.org/rustimage")]
    [InlineData("documentation", "https://example.org/rustimage/hello/docs")]
    public void Fields_of_Cargo_toml_become_labels(string label, string value) =>
        Assert.Equal(value, (string?)hello.Image.RunConfig["Labels"]![$"org.opencontainers.image.{label}"]);

    [Theory]
    [InlineData("/tmp", "directory", "1777")]
    [InlineData("/etc/passwd", "file", "644")]
    [InlineData("/etc/group", "file", "644")]
    [InlineData("/app/hello", "file", "755")]
    [InlineData("/lib64", "link", "777")]
    public void The_root_file_system_has_the_directories_and_files_that_programs_expect(string path, string type, string mode)
    {
        var file = hello.Image.Find(path);

        Assert.Equal((type, mode, 0, 0), (file.Type, Convert.ToString(file.Mode, 8), file.Uid, file.Gid));
    }

    [Fact]
    public void The_binary_is_stripped_and_its_debug_information_is_kept_beside_the_archive()
    {
        var binary = hello.Image.Find("/app/hello").Bytes;

        Assert.Equal(-1, binary.AsSpan().IndexOf(".symtab"u8));
        Assert.NotEmpty(Directory.GetFiles(Path.GetDirectoryName(hello.Archive)!, "*.debug", SearchOption.AllDirectories));
    }

    [Fact]
    public void Files_and_settings_of_the_project_arrive_in_the_image()
    {
        using var project = TestProject.Hello();
        project.Write("assets/page.html", "<p>");
        project.Write("assets/run.sh", "#!/app/hello\n");
        project.Write("hello.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <PropertyGroup>
                <ContainerRepository>team/greeter</ContainerRepository>
                <ContainerImageTags>1.0;stable</ContainerImageTags>
                <ContainerUser>1234:5678</ContainerUser>
                <ContainerWorkingDirectory>/srv</ContainerWorkingDirectory>
              </PropertyGroup>
              <ItemGroup>
                <RustImageFile Include="assets/page.html" TargetPath="/srv/index.html" Mode="0640" Owner="1234:5678" />
                <RustImageFile Include="assets/run.sh" TargetPath="/srv/" />
                <ContainerEnvironmentVariable Include="GREETING" Value="a;b = c" />
                <ContainerLabel Include="org.example.team" Value="blue" />
                <ContainerPort Include="8080" Type="tcp" />
                <ContainerAppCommandArgs Include="--always" />
                <ContainerDefaultArgs Include="--by-default" />
              </ItemGroup>
            </Project>
            """);
        project.Build().SucceededWithoutWarning();

        var image = ImageArchive.Read(project.Archive());
        Assert.Equal(["team/greeter:1.0", "team/greeter:stable"], image.Names);
        var page = image.Find("/srv/index.html");
        Assert.Equal(("<p>", "640", 1234, 5678),
            (System.Text.Encoding.UTF8.GetString(page.Bytes), Convert.ToString(page.Mode, 8), page.Uid, page.Gid));
        Assert.Equal("755", Convert.ToString(image.Find("/srv/run.sh").Mode, 8));
        var run = image.RunConfig;
        Assert.Equal(("1234:5678", "/srv"), ((string?)run["User"], (string?)run["WorkingDir"]));
        Assert.Contains("GREETING=a;b = c", run["Env"]!.AsArray().Select(e => (string?)e));
        Assert.Equal("blue", (string?)run["Labels"]!["org.example.team"]);
        Assert.NotNull(run["ExposedPorts"]!["8080/tcp"]);
        Assert.Equal("""["/app/hello","--always"]""", run["Entrypoint"]!.ToJsonString());
        Assert.Equal("""["--by-default"]""", run["Cmd"]!.ToJsonString());
    }
}
