using System.Text;

namespace RustImage.UnitTests.Cargo.Comparison;

/// <summary>A random workspace whose packages use the features of Cargo.toml. The same seed gives the same workspace.</summary>
internal sealed class GeneratedWorkspace
{
    private readonly SeededRandom _dice;
    private readonly HashSet<string> _features = [];
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    public GeneratedWorkspace(uint seed)
    {
        _dice = new SeededRandom(seed);
        var packages = Places().Select((place, i) => (Name: $"p-{i}", Place: place))
            .Select(p => new GeneratedPackage(p.Name, p.Place, _dice, f => _features.Add(f))).ToList();
        var hasRoot = Use(_dice.Chance(35), "package at the root");
        if (hasRoot)
            packages.Insert(0, new GeneratedPackage("root-package", "", _dice, f => _features.Add(f)));
        var inherited = packages.Where(_ => _dice.Chance(50)).ToList();
        foreach (var (package, i) in packages.Select((p, i) => (p, i)))
        {
            var pointer = package.Directory.StartsWith("../", StringComparison.Ordinal) ? "../../ws" : null;
            // A package depends only on later ones, so that there is no cycle.
            package.Generate(inherits: _dice.Chance(70), [.. packages.Skip(i + 1)], inherited, pointer);
            Write($"{package.Directory}/Cargo.toml", package.Manifest);
            foreach (var file in package.Files)
                Write($"{package.Directory}/{file}", "fn main() {}\n");
        }
        _files["ws/Cargo.toml"] = (hasRoot ? _files["ws/Cargo.toml"] : "") + Root(packages, inherited);
        Manifest = _dice.Chance(70) ? "ws/Cargo.toml" : Member(packages);
        Configuration();
    }

    /// <summary>Names of the used features.</summary>
    public IReadOnlySet<string> Features => _features;

    /// <summary>Text by path. The workspace is in <c>ws</c>.</summary>
    public IReadOnlyDictionary<string, string> Files => _files;

    /// <summary>Path of the manifest to read.</summary>
    public string Manifest { get; }

    /// <summary>Environment variables. <c>{root}</c> in a value stands for the directory of all files.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    private string Member(List<GeneratedPackage> packages)
    {
        Use(true, "manifest of a member");
        var package = _dice.Pick(packages);
        return PathOf($"{package.Directory}/Cargo.toml");
    }

    private IEnumerable<string> Places()
    {
        for (var i = _dice.Below(5); i >= 0; i--)
            yield return _dice.Pick("crates/c", "crates/c", "apps/a", "d", "nested/crates/deep/n", "../outside/o") + i;
    }

    private string Root(List<GeneratedPackage> packages, List<GeneratedPackage> inherited)
    {
        var members = new List<string>();
        if (packages.Any(p => p.Directory.StartsWith("crates/", StringComparison.Ordinal)) && Use(_dice.Chance(75), "member by a pattern"))
            members.Add(_dice.Pick("crates/*", "crates/c*", "cra*s/c?"));
        members.AddRange(
            packages.Where(p => p.Directory.Length > 0
            && !(members.Count > 0 && p.Directory.StartsWith("crates/", StringComparison.Ordinal)) && _dice.Chance(96))
            .Select(p => _dice.Pick(p.Directory, $"./{p.Directory}", $"{p.Directory}/")));
        var text = new StringBuilder("\n[workspace]\n");
        text.AppendLine($"members = [{Quoted(members)}]");
        if (Use(_dice.Chance(30), "exclude"))
        {
            text.AppendLine("exclude = [\"crates/excluded\", \"crates/c0\", \"elsewhere\"]");
            Write("crates/excluded/Cargo.toml", "[package]\nname = \"excluded\"\nversion = \"1.0.0\"\n[workspace]\n");
            Write("crates/excluded/src/main.rs", "fn main() {}");
        }
        if (packages.Count > 1 && Use(_dice.Chance(30), "default-members"))
        {
            var chosen = packages.Where(p => _dice.Chance(60) && members.Contains(p.Directory));
            text.AppendLine($"default-members = [{Quoted(chosen.Select(p => p.Directory.Length == 0 ? "." : p.Directory))}]");
        }
        if (_dice.Chance(50))
            text.AppendLine("resolver = \"2\"");
        text.AppendLine("[workspace.package]\nversion = \"7.8.9-rc.1+build\"\nauthors = [\"One <one@example.org>\", \"Two\"]\n" +
            "license = \"MIT\"\ndescription = \"\"\"\nMany\nlines\\u00e9\"\"\"\nrepository = 'https://example.org/r'");
        text.AppendLine("[workspace.dependencies]");
        foreach (var package in inherited.Where(p => p.Directory.Length > 0))
            text.AppendLine($"{package.Name} = {{ path = \"{package.Directory}\" }}");
        return text.ToString();
    }

    private void Configuration()
    {
        if (Use(_dice.Chance(25), "build.target-dir"))
            _files[_dice.Pick("ws/.cargo/config.toml", "ws/.cargo/config", ".cargo/config.toml", "home/config.toml")] =
                $"build.target-dir = \"{_dice.Pick("out", "../up/out", "/tmp/out")}\"\n";
        if (Use(_dice.Chance(13), "CARGO_TARGET_DIR"))
            Variables["CARGO_TARGET_DIR"] = _dice.Pick("relative/t", "{root}/t");
        if (Use(_dice.Chance(13), "CARGO_BUILD_TARGET_DIR"))
            Variables["CARGO_BUILD_TARGET_DIR"] = "by-variable";
        if (Use(_dice.Chance(10), "configuration with include"))
        {
            _files["ws/.cargo/config.toml"] = "include = [\"more.toml\", { path = \"missing.toml\", optional = true }]\n";
            _files["ws/.cargo/more.toml"] = "[build]\ntarget-dir = \"included\"\n";
        }
    }

    private void Write(string path, string text) => _files[PathOf(path)] = text;

    private static string PathOf(string path) => Path.GetRelativePath("/", Path.GetFullPath(path.TrimStart('/'), "/ws")).Replace('\\', '/');

    private static string Quoted(IEnumerable<string> texts) => string.Join(", ", texts.Select(t => $"\"{t}\""));

    private bool Use(bool used, string feature)
    {
        if (used)
            _features.Add(feature);
        return used;
    }
}
