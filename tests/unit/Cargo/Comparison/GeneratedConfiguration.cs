using System.Text;

namespace RustImage.UnitTests.Cargo.Comparison;

/// <summary>Random configuration files in several directories, with arguments and variables. The same seed gives the same files.</summary>
internal sealed class GeneratedConfiguration
{
    private static readonly string[] Places = ["", "outer/", "outer/inner/", "home"];

    private readonly SeededRandom _dice;
    private readonly HashSet<string> _features = [];
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly string _host;
    private readonly bool _isWords;

    /// <param name="host">The triple that rustc builds for.</param>
    public GeneratedConfiguration(uint seed, string host)
    {
        (_dice, _host) = (new SeededRandom(seed), host);
        // cargo refuses to join a string with a list.
        _isWords = Use(_dice.Chance(20), "flags as words of one string");
        foreach (var place in Places.Where(_ => _dice.Chance(65)))
        {
            var directory = place == "home" ? "home/" : place + ".cargo/";
            if (Use(_dice.Chance(20), "two names in one directory"))
                _files[directory + "config"] = Text(directory);
            _files[directory + _dice.Pick("config.toml", "config.toml", "config")] = Text(directory);
            Use(place == "home", "CARGO_HOME");
        }
        Use(_files.Keys.Count(f => f.EndsWith("config.toml", StringComparison.Ordinal)) > 1, "several directories");
        for (var i = _dice.Below(3); i > 0; i--)
            Arguments.AddRange(Argument(i));
    }

    public IReadOnlySet<string> Features => _features;

    public IReadOnlyDictionary<string, string> Files => _files;

    /// <summary>Arguments of cargo's command line.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>The rustflags that <c>cargo config get</c> leaves out.</summary>
    public Dictionary<string, string> Variables(bool withFlags)
    {
        var variables = new Dictionary<string, string>();
        if (withFlags && Use(_dice.Chance(40), "CARGO_BUILD_RUSTFLAGS"))
            variables["CARGO_BUILD_RUSTFLAGS"] = Flags("variable");
        if (withFlags && Use(_dice.Chance(40), "CARGO_TARGET_TRIPLE_RUSTFLAGS"))
            variables[$"CARGO_TARGET_{_host.ToUpperInvariant().Replace('-', '_')}_RUSTFLAGS"] = Flags("target_variable");
        return variables;
    }

    private IEnumerable<string> Argument(int number)
    {
        Use(true, "--config");
        switch (_dice.Below(3))
        {
            case 0:
                return ["--config", $"build.rustflags = {List("argument")}"];
            case 1:
                return [$"--config=target.{_host}.rustflags={List("argument")}"];
            default:
                Use(true, "--config with a file");
                _files[$"given{number}.toml"] = Text("");
                return ["--config", $"../../given{number}.toml"];
        }
    }

    private string Text(string directory)
    {
        var text = new StringBuilder();
        if (directory.Length > 0 && Use(_dice.Chance(20), "include"))
        {
            text.AppendLine("include = [\"more.toml\", { path = \"../missing.toml\", optional = true }]");
            _files[directory + "more.toml"] = Tables();
        }
        return text.Append(Tables()).ToString();
    }

    private string Tables()
    {
        var text = new StringBuilder();
        text.AppendLine("[build]");
        if (Use(_dice.Chance(50), "build.rustflags"))
            text.AppendLine($"rustflags = {List("build")}");
        if (Use(_dice.Chance(30), "build.target-dir"))
            text.AppendLine($"target-dir = \"{_dice.Pick("a", "../b", "/tmp/c")}\"");
        if (Use(_dice.Chance(20), "build.build-dir"))
            text.AppendLine("build-dir = \"{workspace-root}/x\"");
        if (Use(_dice.Chance(20), "build.jobs"))
            text.AppendLine($"jobs = {1 + _dice.Below(3)}");
        if (Use(_dice.Chance(40), "target.TRIPLE"))
            text.AppendLine($"[target.{_host}]\nrustflags = {List("triple")}");
        if (Use(_dice.Chance(40), "target.'cfg(…)'"))
            text.AppendLine($"[target.'{_dice.Pick("cfg(all())", "cfg(unix)", "cfg(not(target_os = \"none\"))", "cfg(any())")}']\n" +
                $"rustflags = {List("cfg")}");
        if (Use(_dice.Chance(30), "[env]"))
            text.AppendLine($"[env]\nNAME{_dice.Below(2)} = {{ value = \"v{_dice.Below(9)}\", force = {_dice.Pick("true", "false")}, " +
                $"relative = {_dice.Pick("true", "false")} }}");
        if (Use(_dice.Chance(30), "profile"))
            text.AppendLine(
                $"[profile.release]\nstrip = {_dice.Pick("true", "\"symbols\"")}\ndebug = {_dice.Pick("1", "true", "\"full\"")}");
        return text.ToString();
    }

    private string List(string source) =>
        _isWords ? Quoted(Flags(source)) : $"[{string.Join(", ", Flags(source).Split(' ').Select(Quoted))}]";

    private string Flags(string source) => $"--cfg {source}{_dice.Below(100)}";

    private static string Quoted(string text) => $"\"{text}\"";

    private bool Use(bool used, string feature)
    {
        if (used)
            _features.Add(feature);
        return used;
    }
}
