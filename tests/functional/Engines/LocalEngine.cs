using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Engines;

/// <summary>An engine of the tests as a user's build finds it: by the docker command's environment, or as the command podman.</summary>
internal sealed record LocalEngine(string Name, Func<IReadOnlyList<string>, CommandResult> Call, IReadOnlyDictionary<string, string> Environment, string RunOptions)
{
    public static LocalEngine Of(Dockerd docker) => new(
        "Docker", a => docker.Call(a), new Dictionary<string, string> { ["DOCKER_HOST"] = docker.Address }, "--network none");

    public static LocalEngine Of(Podman podman) => new(
        "Podman", a => podman.Call(a),
        new Dictionary<string, string> { ["PATH"] = $"{podman.Programs}:{System.Environment.GetEnvironmentVariable("PATH")}" },
        $"--network none {string.Join(' ', Podman.Limits)}");

    /// <summary>The sample under a name and with a layer of its own, since all tests share the engine.</summary>
    /// <param name="main">The text of src/main.rs; null for the sample's.</param>
    public TestProject Project(string? main = null)
    {
        var project = TestProject.Hello();
        Repository = $"test-{Guid.NewGuid():n}";
        project.Write("own.txt", Repository);
        project.Write("hello.proj", """<Project Sdk="RustImage.Sdk/0.1.0"><ItemGroup><RustImageFile Include="own.txt" /></ItemGroup></Project>""");
        if (main is not null)
            project.Write("src/main.rs", main);
        foreach (var (name, value) in Environment)
            project.Environment[name] = value;
        project.Environment["LocalRegistry"] = Name;
        project.Environment["ContainerRepository"] = Repository;
        project.Environment["RustImageRunArguments"] = RunOptions;
        return project;
    }

    /// <summary>Of the project made last.</summary>
    public string Repository { get; private set; } = "";

    /// <returns>What the engine says, without the newline at its end.</returns>
    public string Ask(params string[] arguments)
    {
        var answer = Call(arguments);
        Assert.True(answer.ExitCode == 0, answer.StandardError);
        return answer.StandardOutput.TrimEnd('\n');
    }

    /// <returns>With the prefix, whether the engine writes it or not.</returns>
    public string IdOf(string name) => $"sha256:{Ask("image", "inspect", "--format", "{{.Id}}", name).Replace("sha256:", "", StringComparison.Ordinal)}";

    /// <returns>The containers that are there of the project's image.</returns>
    public string Containers() => Ask("ps", "--all", "--format", "{{.Image}}").Split('\n').FirstOrDefault(i => i.Contains(Repository, StringComparison.Ordinal)) ?? "";
}
