namespace RustImage.FunctionalTests.Harness;

/// <summary>A directory of projects as a user has them, outside of this repository. The only feed holds the packed SDK.</summary>
internal sealed class TestProject : IDisposable
{
    private const string NuGetConfig = """
        <configuration>
          <packageSources>
            <clear />
            <add key="local" value="{0}" />
          </packageSources>
        </configuration>
        """;

    private readonly TemporaryDirectory _temporary = new();
    private int _commands;

    private TestProject(string? directory, string name)
    {
        Directory = directory ?? _temporary[name];
        System.IO.Directory.CreateDirectory(Directory);
        Write("NuGet.config", NuGetConfig.Replace("{0}", PackedSdk.Feed, StringComparison.Ordinal));
        // An own cache, so that no test finds the files of another.
        Cache = _temporary["cache"];
        // The fast library source, which needs no network. Tests of Debian packages remove this setting.
        Environment["RustImageLibrarySource"] = "Host";
    }

    public string Directory { get; }

    public Dictionary<string, string?> Environment { get; } = BuildEnvironment.Clean();

    public string Cache
    {
        get => Environment["RustImageCacheDirectory"]!;
        set => Environment["RustImageCacheDirectory"] = value;
    }

    /// <summary>A prefix of every command, for another user or umask.</summary>
    public IReadOnlyList<string> Prefix { get; set; } = [];

    /// <summary>The directories of the build, relative to a project beside Cargo.toml: all of it, products, and states.</summary>
    public const string Target = "target/rustimage";

    public const string Bin = $"{Target}/bin";

    public const string Obj = $"{Target}/obj";

    public string this[string path] => Path.Combine(Directory, path);

    /// <param name="files">Path and text of each file.</param>
    public static TestProject Of(string name, params (string Path, string Text)[] files)
    {
        var project = new TestProject(null, name);
        foreach (var (path, text) in files)
            project.Write(path, text);
        return project;
    }

    /// <summary>Uses a directory that is kept after the test.</summary>
    public static TestProject At(string directory) => new(directory, Path.GetFileName(directory));

    /// <summary>Copies the sample <c>hello</c>.</summary>
    /// <param name="directory">The name of the project's directory.</param>
    public static TestProject Hello(string directory = "hello") =>
        Of(directory, [.. new[] { "Cargo.toml", "Cargo.lock", "src/main.rs", "hello.proj" }
            .Select(file => (file, File.ReadAllText(Path.Combine(RepositoryPaths.Sample("hello"), file))))]);

    /// <summary>Takes the libraries from the default source of user projects.</summary>
    /// <param name="cache">Null for the cache of the project.</param>
    /// <returns>This project.</returns>
    public TestProject FromDebian(string? cache = null)
    {
        Environment["RustImageLibrarySource"] = null;
        Cache = cache ?? Cache;
        return this;
    }

    /// <summary>Sets the mirror of Debian and of its security updates.</summary>
    public void SetMirror(Uri address) =>
        Environment["DebianMirror"] = Environment["DebianSecurityMirror"] = Environment["DebianSnapshotMirror"] = address.ToString();

    public void Write(string path, string text)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        File.WriteAllText(this[path], text);
    }

    /// <summary>Replaces a program by a script that records the first word of each call and then calls the program.</summary>
    /// <returns>The path of the record.</returns>
    public string WriteCounter(string name, string program)
    {
        Script.Write(this[$"tools/{name}"], $"echo \"$1\" >> '{this["tools/calls"]}'\nexec '{program}' \"$@\"");
        return this["tools/calls"];
    }

    public BuildResult Build(params string[] arguments) => Dotnet(["build", .. arguments]);

    public BuildResult Dotnet(params string[] arguments)
    {
        var log = _temporary[$"{++_commands}.log"];
        string[] all = [.. arguments, $"-flp:LogFile={log};Verbosity=normal;NoSummary;Encoding=UTF-8"];
        var result = Run(Require.Tool("dotnet", "dotnet-sdk-10.0"), all);
        string[] lines = File.Exists(log) ? File.ReadAllLines(log) : [];
        return new BuildResult($"dotnet {string.Join(' ', all)}", result.ExitCode, result.StandardOutput + result.StandardError, lines);
    }

    public CommandResult Run(string program, params string[] arguments)
    {
        string[] command = [.. Prefix, program, .. arguments];
        return ProcessRunner.CaptureAsync(new Command(command[0], command[1..], Directory, Environment) { MostBytes = 1 << 28 })
            .GetAwaiter().GetResult();
    }

    /// <returns>Paths of the archives under their default names.</returns>
    public IReadOnlyList<string> Archives() =>
        System.IO.Directory.Exists(this[Bin]) ? System.IO.Directory.GetFiles(this[Bin], "*.tar", SearchOption.AllDirectories) : [];

    public string Archive() => Assert.Single(Archives());

    public void Dispose() => _temporary.Dispose();
}
