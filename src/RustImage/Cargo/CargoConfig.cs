using RustImage.Cargo.Configuration;

namespace RustImage.Cargo;

/// <summary>
/// The configuration of cargo, merged by cargo's rules: the files of the working directory and all directories above it, the
/// environment variables <c>CARGO_…</c>, and the arguments <c>--config</c> (doc.rust-lang.org/cargo/reference/config.html).
/// </summary>
internal sealed class CargoConfig
{
    private readonly ConfigTable _root;
    private readonly string _workingDirectory;

    internal CargoConfig(ConfigTable root, string workingDirectory, Func<string, string?> environment)
    {
        (_root, _workingDirectory, Environment) = (root, workingDirectory, environment);
    }

    /// <summary>Gives the value of an environment variable; null where it is not set.</summary>
    internal Func<string, string?> Environment { get; }

    /// <summary>The merged values of files and arguments. Environment variables are looked up later, key by key.</summary>
    internal ConfigTable Root => _root;

    /// <param name="environment">Gives the value of an environment variable. Default: the variables of <paramref name="cargo"/>.</param>
    /// <param name="arguments">Arguments of <c>cargo build</c>, of which only --config is read.</param>
    /// <returns>An empty configuration where cargo would refuse the files. Then <c>cargo build</c> reports what is wrong.</returns>
    /// <exception cref="RustImageException">RIMG1001: cargo was not found.</exception>
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

    /// <exception cref="AskCargoException">
    /// cargo would refuse the configuration. RIMG1030, RIMG1031 and I/O errors mean the same.
    /// </exception>
    internal static async Task<CargoConfig> ReadOrThrowAsync(
        CargoTool cargo, Func<string, string?> environment, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        // cargo takes its working directory from the system, which has followed all links on Unix.
        var full = Path.GetFullPath(cargo.WorkingDirectory);
        var directory = OperatingSystem.IsWindows() ? full : RealPath.Of(full);
        var files = new ConfigFiles(
            directory, CargoHome.Of(environment, directory),
            async () => await cargo.VersionAsync(cancellation).ConfigureAwait(false) >= CargoVersions.ReadsInclude);
        var root = await files.ReadAllAsync().ConfigureAwait(false);
        await ConfigArguments.MergeAsync(root, ArgumentValues.Of("--config", arguments), files, directory).ConfigureAwait(false);
        return new CargoConfig(root, directory, environment);
    }

    /// <summary>build.target: the targets that cargo builds for without --target. Empty where it is not set.</summary>
    public IReadOnlyList<string> BuildTargets => List(isWords: false, "build", "target") ?? [];

    /// <summary>build.rustc: a full path, or a name to look up on PATH. Null where it is not set.</summary>
    public string? BuildRustc => Program("build", "rustc");

    /// <summary>build.rustflags. Empty where it is not set.</summary>
    public IReadOnlyList<string> BuildRustFlags => List(isWords: true, "build", "rustflags") ?? [];

    /// <summary>target.TRIPLE.rustflags. Empty where it is not set.</summary>
    public IReadOnlyList<string> TargetRustFlags(string triple) => List(isWords: true, ["target", .. triple.Split('.'), "rustflags"]) ?? [];

    /// <summary>The rustflags of all matching target.'cfg(…)' tables, in cargo's order.</summary>
    /// <param name="cfg">Lines of <c>rustc --print cfg</c>.</param>
    public IReadOnlyList<string> CfgRustFlags(IReadOnlySet<string> cfg) =>
        [.. MatchingCfg(cfg).SelectMany(key => List(isWords: true, "target", key, "rustflags") ?? [])];

    /// <summary>Finds the linker of a target: target.TRIPLE.linker, else the linker of the matching target.'cfg(…)' table.</summary>
    /// <returns>
    /// A full path, or a name to look up on PATH. Null where it is not set, or where several tables match, which cargo refuses.
    /// </returns>
    public string? Linker(string triple, IReadOnlySet<string> cfg)
    {
        if (Program(["target", .. triple.Split('.'), "linker"]) is { } linker)
            return linker;
        var matching = MatchingCfg(cfg).Select(key => Program("target", key, "linker")).OfType<string>().ToList();
        return matching is [var one] ? one : null;
    }

    /// <summary>CARGO_TARGET_DIR or build.target-dir as a full path, in which any <c>..</c> is kept. Null where it is not set.</summary>
    /// <exception cref="AskCargoException">The value is empty, which cargo refuses.</exception>
    public string? TargetDirectory => Environment("CARGO_TARGET_DIR") is { } variable
        ? FullPath(variable, _workingDirectory)
        : Scalar("build", "target-dir") is { } value ? FullPath(value.Text, value.Source.Root(_workingDirectory)) : null;

    /// <summary>Reads build.build-dir, the directory of intermediate files, in which build scripts write.</summary>
    /// <param name="workspaceRoot">Replaces the template <c>{workspace-root}</c>.</param>
    /// <returns>A full path; null where it is not set. A template that only cargo can replace stays in it.</returns>
    public string? BuildDirectory(string workspaceRoot) => Scalar("build", "build-dir") is { } value
        ? FullPath(
            value.Text.Replace("{workspace-root}", workspaceRoot, StringComparison.Ordinal)
                .Replace("{cargo-cache-home}", CargoHome.Of(Environment, _workingDirectory), StringComparison.Ordinal),
            value.Source.Root(_workingDirectory))
        : null;

    /// <summary>
    /// The table [env]: variables that cargo sets for rustc and build scripts. Left out: variables of the environment that it does not
    /// override.
    /// </summary>
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

    /// <summary>Whether the configuration has tables target.'cfg(…)', so that rustflags depend on rustc's cfg.</summary>
    internal bool HasCfgKeys =>
        _root.Find("target") is ConfigTable targets && targets.Values.Keys.Any(k => k.StartsWith("cfg(", StringComparison.Ordinal));

    private IEnumerable<string> MatchingCfg(IReadOnlySet<string> cfg) =>
        _root.Find("target") is ConfigTable targets
            ? targets.Values.Where(t => t.Value is ConfigTable && CfgExpression.Matches(t.Key, cfg))
                .Select(t => t.Key).Order(StringComparer.Ordinal)
            : [];

    private static bool Flag(ConfigValue value, string name) =>
        value is ConfigTable table && table.Values.GetValueOrDefault(name) is ConfigScalar { Text: "true" };

    /// <summary>Looks up a single value. An environment variable wins over files, and an argument wins over both.</summary>
    internal ConfigScalar? Scalar(params ReadOnlySpan<string> path)
    {
        var value = _root.Find(path) as ConfigScalar;
        return Environment(VariableOf(path)) is { } variable && value?.Source.Origin != ConfigOrigin.Argument
            ? new ConfigScalar(variable, isString: true, new ConfigSource(ConfigOrigin.Environment, null))
            : value;
    }

    /// <summary>Looks up a value that may be a list or one string.</summary>
    /// <param name="isWords">
    /// True: a string holds several words, and the words of the environment variable are added. False: a string is one item.
    /// </param>
    /// <returns>Null where it is not set.</returns>
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

    /// <summary>Makes the path of a custom target's JSON file full. It is relative to the configuration that names it.</summary>
    private string FileOf(ConfigScalar target) =>
        target.Text.EndsWith(".json", StringComparison.Ordinal)
            ? Path.Combine(target.Source.Root(_workingDirectory), target.Text)
            : target.Text;

    /// <summary>Looks up a program. A value with a separator is a path, any other is a name.</summary>
    private string? Program(params ReadOnlySpan<string> path) =>
        Scalar(path) is not { } value ? null
        : value.Text.Contains('/', StringComparison.Ordinal)
            || (OperatingSystem.IsWindows() && value.Text.Contains('\\', StringComparison.Ordinal))
            ? Path.GetFullPath(value.Text, value.Source.Root(_workingDirectory))
            : value.Text;

    /// <remarks>Keeps <c>..</c>, as cargo does: after a link it leads to another directory than its text says.</remarks>
    private static string FullPath(string path, string root) =>
        path.Length > 0 ? Path.Combine(root, path) : throw new AskCargoException("a directory of the configuration is empty");

    private static string VariableOf(ReadOnlySpan<string> path) => "CARGO_" + string.Join('_', path).ToUpperInvariant().Replace('-', '_');

    internal static string[] Words(string? text) => text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
}
