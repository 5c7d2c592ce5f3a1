using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Engines;

/// <summary>An engine as a build finds it: through the environment of docker, or as the command podman.</summary>
internal sealed record LocalEngine(
    string Name, Func<IReadOnlyList<string>, CommandResult> Call, IReadOnlyDictionary<string, string> Environment, string RunOptions)
{
    public static LocalEngine Of(Dockerd docker) => new(
        "Docker", a => docker.Call(a), new Dictionary<string, string> { ["DOCKER_HOST"] = docker.Address }, "--network none");

    public static LocalEngine Of(TestPodman podman) => new(
        "Podman", a => podman.Call(a),
        new Dictionary<string, string> { ["PATH"] = $"{podman.Programs}:{System.Environment.GetEnvironmentVariable("PATH")}" },
        $"--network none {string.Join(' ', TestPodman.Limits)}");

    /// <summary>Creates the sample with a unique name and a unique layer, because all tests share the engine.</summary>
    /// <param name="main">The text of src/main.rs, or null for that of the sample.</param>
    public TestProject Project(string? main = null)
    {
        var project = TestProject.Hello();
        Repository = $"test-{Guid.NewGuid():n}";
        project.Write("own.txt", Repository);
        project.Write("hello.proj",
            """<Project Sdk="RustImage.Sdk/0.1.0"><ItemGroup><RustImageFile Include="own.txt" /></ItemGroup></Project>""");
        if (main is not null)
            project.Write("src/main.rs", main);
        foreach (var (name, value) in Environment)
            project.Environment[name] = value;
        project.Environment["LocalRegistry"] = Name;
        project.Environment["ContainerRepository"] = Repository;
        project.Environment["RustImageRunArguments"] = RunOptions;
        return project;
    }

    /// <summary>The image name of the latest project.</summary>
    public string Repository { get; private set; } = "";

    /// <returns>The output of the engine without the final newline.</returns>
    public string Ask(params string[] arguments)
    {
        var answer = Call(arguments);
        Assert.True(answer.ExitCode == 0, answer.StandardError);
        return answer.StandardOutput.TrimEnd('\n');
    }

    /// <returns>The image id with the prefix sha256, which not every engine prints.</returns>
    public string IdOf(string name) =>
        $"sha256:{Ask("image", "inspect", "--format", "{{.Id}}", name).Replace("sha256:", "", StringComparison.Ordinal)}";

    /// <returns>The existing containers of the project's image.</returns>
    public string Containers() =>
        Ask("ps", "--all", "--format", "{{.Image}}").Split('\n')
            .FirstOrDefault(i => i.Contains(Repository, StringComparison.Ordinal)) ?? "";
}
