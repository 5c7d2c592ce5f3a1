using System.Text.Json.Nodes;
using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

public sealed class LoadTests(Dockerd docker, TestPodman podman)
{
    [Theory]
    [InlineData("Docker", "")]
    [InlineData("Podman", "localhost/")]
    public void An_image_is_loaded_under_all_its_names_and_a_second_load_sends_nothing(string name, string prefix)
    {
        var engine = Engine(name);
        using var project = engine.Project();
        project.Environment["ContainerImageTags"] = "1;latest";

        var first = LoadLine.Of(project.Build("-t:LoadImage").SucceededWithoutWarning());
        project.Environment["ContainerImageTags"] = "1;latest;more";
        var second = LoadLine.Of(project.Build("-t:LoadImage").SucceededWithoutWarning());

        Assert.Equal((name, $"{engine.Repository}:1"), (first.Engine, first.Name));
        Assert.InRange(first.Sent, 1, first.Layers);
        Assert.Equal((0, 0.0, first.Id), (second.Sent, second.Megabytes, second.Id));
        Assert.Equal(
            new[] { "1", "latest", "more" }.Select(t => $"{prefix}{engine.Repository}:{t}"),
            JsonNode.Parse(engine.Ask("image", "inspect", "--format", "{{json .RepoTags}}", first.Id))!.AsArray().Select(t => (string?)t)
                .Order());
    }

    [Theory]
    [InlineData("Docker")]
    [InlineData("Podman")]
    public void Links_and_directories_of_the_project_are_loaded(string name)
    {
        var engine = Engine(name);
        using var project = engine.Project();
        project.Write("Directory.Build.targets", """
            <Project>
              <ItemGroup>
                <RustImageLink Include="/usr/bin/greet" LinkTarget="../../app/hello" />
                <RustImageDirectory Include="/var/lib/hello" Owner="nonroot" />
              </ItemGroup>
            </Project>
            """);

        project.Environment["RustImageRunArguments"] += " --workdir /var/lib/hello --entrypoint /usr/bin/greet";

        Assert.Contains("as user 65532", project.Build("-t:RunImage").SucceededWithoutWarning().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Docker")]
    [InlineData("Podman")]
    public void A_changed_application_sends_only_its_layer(string name)
    {
        var engine = Engine(name);
        using var project = engine.Project();
        var first = LoadLine.Of(project.Build("-t:LoadImage").SucceededWithoutWarning());

        project.Write("src/main.rs", """fn main() { println!("changed"); }""");
        var second = LoadLine.Of(project.Build("-t:LoadImage").SucceededWithoutWarning());

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(1, second.Sent);
        Assert.InRange(second.Megabytes, 0.1, 1);
        Assert.Equal(second.Id, engine.IdOf($"{engine.Repository}:0.1.0"));
        Assert.Contains("changed", engine.Ask(["run", "--rm", .. engine.RunOptions.Split(' '), $"{engine.Repository}:0.1.0"]),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Docker")]
    [InlineData("Podman")]
    public void Removed_layers_are_sent_again(string name)
    {
        var engine = Engine(name);
        using var project = engine.Project();
        var first = LoadLine.Of(project.Build("-t:LoadImage").SucceededWithoutWarning());
        engine.Ask("rmi", first.Id);

        var second = LoadLine.Of(project.Build("-t:LoadImage").SucceededWithoutWarning());

        // At least the layer of its own file. Other layers may be shared with other tests.
        Assert.InRange(second.Sent, 1, second.Layers);
        Assert.Equal(first.Id, engine.IdOf($"{engine.Repository}:0.1.0"));
    }

    [Theory]
    [InlineData("Docker")]
    [InlineData("Podman")]
    public void Loading_gives_the_image_of_the_archive_without_writing_an_archive_or_compressed_layers(string name)
    {
        var engine = Engine(name);
        using var project = engine.Project();

        var loaded = LoadLine.Of(project.Build("-t:LoadImage").SucceededWithoutWarning());

        Assert.Empty(project.Archives());
        Assert.False(Directory.Exists(Path.Combine(project.Cache, "blobs")));
        Assert.Equal(loaded.Id, engine.IdOf($"{engine.Repository}:0.1.0"));
        project.Build().SucceededWithoutWarning();
        var manifest = JsonNode.Parse(Skopeo.Manifest($"oci-archive:{project.Archive()}"))!;
        Assert.Equal(loaded.Id, (string?)manifest["config"]!["digest"]);
    }

    [Fact]
    public void Podman_keeps_only_the_image_names_and_no_temporary_directory()
    {
        var engine = Engine("Podman");
        using var project = engine.Project();
        using var temporary = new TemporaryDirectory();
        project.Environment["TMPDIR"] = temporary.Path;

        project.Build("-t:LoadImage").SucceededWithoutWarning();

        Assert.DoesNotContain("/rustimage-", engine.Ask("image", "ls", "--all"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(temporary.Path, "oci-layout", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetDirectories(temporary.Path, "rustimage-*", SearchOption.AllDirectories));
    }

    [Fact]
    public void The_error_for_a_stopped_daemon_quotes_docker()
    {
        var engine = Engine("Docker");
        using var project = engine.Project();
        project.Environment["DOCKER_HOST"] = "unix:///no/such.sock";

        var error = project.Build("-t:LoadImage").FailedWithOneError();

        Assert.Equal("RIMG6303", error.Code);
        Assert.Contains("/no/such.sock", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_engine_the_error_says_what_was_found_of_both()
    {
        using var project = TestProject.Hello();
        project.Environment["PATH"] = PathWithoutPodman(project);
        project.Environment["DOCKER_HOST"] = "unix:///no/such.sock";

        var error = project.Build("-t:LoadImage").FailedWithOneError();

        Assert.Equal("RIMG6302", error.Code);
        Assert.Contains("'docker' does not answer (", error.Text, StringComparison.Ordinal);
        Assert.Contains("'podman' is not installed", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_for_an_unknown_engine_quotes_it()
    {
        using var project = TestProject.Hello();

        var error = project.Build("-t:LoadImage", "-p:LocalRegistry=rkt").FailedWithOneError();

        Assert.Equal("RIMG6301", error.Code);
        Assert.Contains("'rkt'", error.Text, StringComparison.Ordinal);
    }

    private LocalEngine Engine(string name) => name == "Docker" ? LocalEngine.Of(docker) : LocalEngine.Of(podman);

    /// <summary>A directory with links to all programs except one.</summary>
    private static string PathWithoutPodman(TestProject project)
    {
        var directory = Directory.CreateDirectory(project["programs"]).FullName;
        foreach (var program in Environment.GetEnvironmentVariable("PATH")!.Split(':').Where(Directory.Exists)
            .SelectMany(Directory.GetFiles))
        {
            var link = Path.Combine(directory, Path.GetFileName(program));
            if (Path.GetFileName(program) != "podman" && !File.Exists(link))
                File.CreateSymbolicLink(link, program);
        }
        return directory;
    }
}
