using RustImage.Cargo.Configuration;

namespace RustImage.Cargo;

/// <summary>
/// cargo's configuration as cargo merges it: the files of every directory upwards, the variables <c>CARGO_…</c>, and arguments
/// <c>--config</c> (doc.rust-lang.org/cargo/reference/config.html).
/// </summary>
public sealed class CargoConfig
{
    private readonly ConfigTable _root;
    private readonly string _workingDirectory;

    internal CargoConfig(ConfigTable root, string workingDirectory, Func<string, string?> environment)
    {
        (_root, _workingDirectory, Environment) = (root, workingDirectory, environment);
    }

    /// <summary>A variable's value, or null.</summary>
    internal Func<string, string?> Environment { get; }

    /// <summary>The merged files and arguments, without variables.</summary>
    internal ConfigTable Root => _root;

    /// <param name="environment">A variable's value, or null; the tool's own where it is left out.</param>
    /// <param name="arguments">Arguments of <c>cargo build</c>; only --config counts.</param>
    /// <returns>Without the files where cargo would refuse them: the build itself will say what is wrong.</returns>
    /// <exception cref="RustImageException">RIMG1001: there is no cargo to start.</exception>
    public static async Task<CargoConfig> ReadAsync(
        CargoTool cargo, Func<string, string?>? environment = null, IReadOnlyList<string>? arguments = null,
        CancellationToken cancellation = default)
    {
        cargo.Locate();
        environment ??= cargo.Variable;
        try
        {
            return await ReadOrThrowAsync(cargo, environment, arguments ?? [], cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (AskCargoException.Is(e))
        {
            return new CargoConfig(new ConfigTable(default), cargo.WorkingDirectory, environment);
        }
    }

    /// <exception cref="AskCargoException">cargo would refuse the configuration; RIMG1030, RIMG1031 and I/O errors mean the same.</exception>
    internal static async Task<CargoConfig> ReadOrThrowAsync(
        CargoTool cargo, Func<string, string?> environment, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        // cargo asks the system where it is, and the system follows links.
        var directory = OperatingSystem.IsWindows() ? Path.GetFullPath(cargo.WorkingDirectory) : RealPath.Of(Path.GetFullPath(cargo.WorkingDirectory));
        var files = new ConfigFiles(
            directory, CargoHome.Of(environment, directory),
            async () => await cargo.VersionAsync(cancellation).ConfigureAwait(false) >= CargoVersions.ReadsInclude);
        var root = await files.ReadAllAsync().ConfigureAwait(false);
        await ConfigArguments.MergeAsync(root, ConfigArguments.Among(arguments), files, directory).ConfigureAwait(false);
        return new CargoConfig(root, directory, environment);
    }

    /// <summary>build.target: cargo builds for each of them where --target names none.</summary>
    public IReadOnlyList<string> BuildTargets => List(isWords: false, "build", "target") ?? [];

    /// <summary>build.rustc: a full path, or a name to look for on PATH; null where it is not set.</summary>
    public string? BuildRustc => Program("build", "rustc");

    /// <summary>build.rustflags.</summary>
    public IReadOnlyList<string> BuildRustFlags => List(isWords: true, "build", "rustflags") ?? [];

    /// <summary>target.TRIPLE.rustflags.</summary>
    public IReadOnlyList<string> TargetRustFlags(string triple) => List(isWords: true, ["target", .. triple.Split('.'), "rustflags"]) ?? [];

    /// <summary>The rustflags of each target.'cfg(…)' that matches, in cargo's order.</summary>
    public IReadOnlyList<string> CfgRustFlags(IReadOnlySet<string> cfg) =>
        [.. MatchingCfg(cfg).SelectMany(key => List(isWords: true, "target", key, "rustflags") ?? [])];

    /// <summary>The linker for a target: target.TRIPLE.linker, else that of the one target.'cfg(…)' that matches.</summary>
    /// <returns>A full path, or a name to look for on PATH; null where it is not set, or where several match, which cargo refuses.</returns>
    public string? Linker(string triple, IReadOnlySet<string> cfg)
    {
        if (Program(["target", .. triple.Split('.'), "linker"]) is { } linker)
            return linker;
        var matching = MatchingCfg(cfg).Select(key => Program("target", key, "linker")).OfType<string>().ToList();
        return matching is [var one] ? one : null;
    }

    /// <summary>CARGO_TARGET_DIR or build.target-dir, a full path with whatever <c>..</c> it was written with; null where it is not set.</summary>
    /// <exception cref="AskCargoException">It is empty, which cargo refuses.</exception>
    public string? TargetDirectory => Environment("CARGO_TARGET_DIR") is { } variable
        ? FullPath(variable, _workingDirectory)
        : Scalar("build", "target-dir") is { } value ? FullPath(value.Text, value.Source.Root(_workingDirectory)) : null;

    /// <summary>build.build-dir, where build scripts write; null where it is not set.</summary>
    /// <param name="workspaceRoot">For the variable <c>{workspace-root}</c>.</param>
    /// <returns>A full path. A variable that only cargo can replace stays in it.</returns>
    public string? BuildDirectory(string workspaceRoot) => Scalar("build", "build-dir") is { } value
        ? FullPath(
            value.Text.Replace("{workspace-root}", workspaceRoot, StringComparison.Ordinal)
                .Replace("{cargo-cache-home}", CargoHome.Of(Environment, _workingDirectory), StringComparison.Ordinal),
            value.Source.Root(_workingDirectory))
        : null;

    /// <summary>The table [env]: variables that cargo sets for rustc and build scripts, those left out that the environment has already.</summary>
    public IReadOnlyDictionary<string, string> Variables
    {
        get
        {
            var result = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, value) in (_root.Find("env") as ConfigTable)?.Values ?? [])
            {
                var text = value as ConfigScalar ?? (value as ConfigTable)?.Values.GetValueOrDefault("value") as ConfigScalar;
                if (text is null || (!Flag(value, "force") && Environment(name) is not null))
                    continue;
                result[name] = Flag(value, "relative") ? Path.Combine(text.Source.Root(_workingDirectory), text.Text) : text.Text;
            }
            return result;
        }
    }

    /// <summary>Whether flags depend on rustc's cfg, which depends on flags in turn.</summary>
    internal bool HasCfgKeys => _root.Find("target") is ConfigTable targets && targets.Values.Keys.Any(k => k.StartsWith("cfg(", StringComparison.Ordinal));

    private IEnumerable<string> MatchingCfg(IReadOnlySet<string> cfg) =>
        _root.Find("target") is ConfigTable targets
            ? targets.Values.Where(t => t.Value is ConfigTable && CfgExpression.Matches(t.Key, cfg)).Select(t => t.Key).Order(StringComparer.Ordinal)
            : [];

    private static bool Flag(ConfigValue value, string name) => value is ConfigTable table && table.Values.GetValueOrDefault(name) is ConfigScalar { Text: "true" };

    /// <summary>One value; a variable outranks files, and an argument both.</summary>
    internal ConfigScalar? Scalar(params ReadOnlySpan<string> path)
    {
        var value = _root.Find(path) as ConfigScalar;
        return Environment(VariableOf(path)) is { } variable && value?.Source.Origin != ConfigOrigin.Argument
            ? new ConfigScalar(variable, isString: true, new ConfigSource(ConfigOrigin.Environment, null))
            : value;
    }

    /// <summary>A value that may be a list or one string; null where it is not set.</summary>
    /// <param name="isWords">Whether one string holds several words, which are joined with those of the variable; else it is one item.</param>
    private List<string>? List(bool isWords, params ReadOnlySpan<string> path)
    {
        var value = _root.Find(path);
        var variable = Environment(VariableOf(path));
        if (!isWords && value is not ConfigList)
            return Scalar(path) is { } one ? [FileOf(one)] : null;
        if (value is null && variable is null)
            return null;
        var items = value switch
        {
            ConfigList list => list.Items.OfType<ConfigScalar>(),
            ConfigScalar words => Words(words.Text).Select(w => new ConfigScalar(w, isString: true, words.Source)),
            _ => [],
        };
        var own = Words(variable).Select(w => new ConfigScalar(w, isString: true, new ConfigSource(ConfigOrigin.Environment, null)));
        return [.. items.Concat(own).OrderBy(i => i.Source.Origin).Select(i => isWords ? i.Text : FileOf(i))];
    }

    /// <summary>The description of a target is a file, named relative to where that stands.</summary>
    private string FileOf(ConfigScalar target) =>
        target.Text.EndsWith(".json", StringComparison.Ordinal) ? Path.Combine(target.Source.Root(_workingDirectory), target.Text) : target.Text;

    /// <summary>A path where it has a separator, else a name.</summary>
    private string? Program(params ReadOnlySpan<string> path) =>
        Scalar(path) is not { } value ? null
        : value.Text.Contains('/', StringComparison.Ordinal) || (OperatingSystem.IsWindows() && value.Text.Contains('\\', StringComparison.Ordinal))
            ? Path.GetFullPath(value.Text, value.Source.Root(_workingDirectory))
            : value.Text;

    /// <remarks>Not shortened, as cargo does not: after a link, <c>..</c> leads elsewhere.</remarks>
    private static string FullPath(string path, string root) =>
        path.Length > 0 ? Path.Combine(root, path) : throw new AskCargoException("a directory of the configuration is empty");

    private static string VariableOf(ReadOnlySpan<string> path) => "CARGO_" + string.Join('_', path).ToUpperInvariant().Replace('-', '_');

    internal static string[] Words(string? text) => text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
}
