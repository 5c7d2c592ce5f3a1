using System.Text;

namespace RustImage.UnitTests.Cargo.Comparison;

/// <summary>A package of a generated workspace: its Cargo.toml and the files by which cargo discovers its targets.</summary>
/// <param name="directory">Relative to the workspace root, with '/'.</param>
internal sealed class GeneratedPackage(string name, string directory, SeededRandom dice, Action<string> uses)
{
    private readonly StringBuilder _tables = new();
    private readonly List<string> _files = [];
    private readonly List<string> _binaries = [];
    private readonly List<string> _written = [];

    public string Name => name;

    public string Directory => directory;

    /// <summary>Paths of the files beside the manifest, relative to the package.</summary>
    public IReadOnlyList<string> Files => _files;

    public string Manifest { get; private set; } = "";

    /// <param name="dependencies">Packages that may become path dependencies.</param>
    /// <param name="inherited">Packages in the dependencies of the workspace.</param>
    /// <param name="pointer">package.workspace, or null.</param>
    public void Generate(
        bool inherits, IReadOnlyList<GeneratedPackage> dependencies, IReadOnlyList<GeneratedPackage> inherited, string? pointer)
    {
        var head = new StringBuilder($"[package]\nname = \"{name}\"\n");
        var edition = dice.Pick("2015", "2015", "2018", "2021", "2021", "2024");
        head.AppendLine(inherits && Use(dice.Chance(50), "inherited version") ? "version.workspace = true" : "version = \"0.3.1\"");
        if (inherits && Use(dice.Chance(50), "inherited fields"))
            head.AppendLine("authors.workspace = true\nlicense = { workspace = true }\n[package.description]\nworkspace = true\n" +
                "[package.repository]\nworkspace = true");
        var keys = new StringBuilder($"edition = \"{edition}\"\n");
        if (Use(pointer is not null, "pointer to the workspace"))
            keys.AppendLine($"workspace = \"{pointer}\"");
        Library(keys, edition);
        Binaries(keys, edition);
        // A discovered target may be invalid for many reasons. Then cargo refuses the package.
        List<string> candidates = _written.Count > 0 && dice.Chance(90) ? _written : _binaries;
        if (candidates.Count > 0 && Use(dice.Chance(40), "default-run"))
            keys.AppendLine($"default-run = \"{dice.Pick(candidates)}\"");
        Dependencies(dependencies, inherited);
        if (Use(dice.Chance(20), "profile"))
            _tables.AppendLine("[profile.slim]\ninherits = \"release\"\nstrip = true");
        // Keys of a table must come before its subtables.
        var text = head.ToString();
        Manifest = text.Insert(text.IndexOf("version", StringComparison.Ordinal), keys.ToString()) + _tables;
    }

    private void Library(StringBuilder keys, string edition)
    {
        if (Use(dice.Chance(15), "autolib = false"))
            keys.AppendLine("autolib = false");
        switch (dice.Below(6))
        {
            case 0:
                _files.Add("src/lib.rs");
                break;
            case 1:
                Use(true, "crate-type");
                _files.Add("src/other.rs");
                _tables.AppendLine("[lib]\npath = \"src/other.rs\"\n" +
                    $"{(edition == "2024" ? "crate-type" : dice.Pick("crate-type", "crate_type"))} = " +
                    $"{dice.Pick("[\"cdylib\"]", "[\"rlib\", \"staticlib\"]", "[\"lib\"]")}");
                break;
            case 2:
                Use(true, "proc-macro");
                _files.Add("src/lib.rs");
                _tables.AppendLine($"[lib]\nname = \"{name.Replace('-', '_')}_macros\"\npath = \"src/lib.rs\"\nproc-macro = true");
                break;
            case 3 or 4 when edition == "2015":
                Use(true, "library of edition 2015 under its name");
                _files.Add($"src/{name.Replace('-', '_')}.rs");
                _tables.AppendLine("[lib]\ntest = false");
                break;
        }
    }

    private void Binaries(StringBuilder keys, string edition)
    {
        if (Use(dice.Chance(60), "src/main.rs"))
            Binary(name, "src/main.rs");
        if (Use(dice.Chance(35), "src/bin/*.rs"))
            Binary("tool", "src/bin/tool.rs");
        if (Use(dice.Chance(25), "src/bin/*/main.rs"))
            Binary("deep.er", "src/bin/deep.er/main.rs");
        if (dice.Chance(15))
            _files.AddRange(["src/bin/.hidden.rs", "src/bin/notes.txt", "src/bin/empty/readme.md"]);
        if (Use(dice.Chance(20), "autobins"))
            keys.AppendLine($"autobins = {dice.Pick("true", "false", "false")}");
        for (var i = dice.Below(3); i > 0; i--)
            WrittenBinary(i, edition);
        // cargo refuses a package without any target.
        if (!_tables.ToString().Contains("[[bin]]", StringComparison.Ordinal) && dice.Chance(90))
        {
            _tables.AppendLine("[[bin]]\nname = \"one-more\"\npath = \"src/one_more.rs\"");
            _written.Add("one-more");
        }
    }

    private void WrittenBinary(int number, string edition)
    {
        var needs = Use(dice.Chance(40), "required-features") ? "required-features = [\"extra\"]\n" : "";
        if (needs.Length > 0 && !_tables.ToString().Contains("[features]", StringComparison.Ordinal))
            _tables.AppendLine("[features]\nextra = []");
        switch (dice.Below(edition == "2015" ? 4 : 3))
        {
            case 0:
                Use(true, "[[bin]] with path");
                _files.Add($"programs/p{number}.rs");
                _tables.AppendLine($"[[bin]]\nname = \"Written-{number}\"\npath = \"./programs/../programs/p{number}.rs\"\n{needs}");
                _written.Add($"Written-{number}");
                break;
            case 1:
                Use(true, "[[bin]] found by its name");
                _files.Add($"src/bin/named{number}.rs");
                _tables.AppendLine($"[[bin]]\nname = \"named{number}\"\n{needs}");
                _written.Add($"named{number}");
                break;
            case 2:
                Use(true, "[[bin]] that renames a discovered one");
                _files.Add("src/main.rs");
                _tables.AppendLine($"[[bin]]\nname = \"renamed{number}\"\npath = \"src/main.rs\"\n{needs}");
                _written.Add($"renamed{number}");
                break;
            default:
                Use(true, "[[bin]] of edition 2015 in an older place");
                _files.Add($"src/old{number}.rs");
                _tables.AppendLine($"[[bin]]\nname = \"old{number}\"\n{needs}");
                break;
        }
    }

    private void Dependencies(IReadOnlyList<GeneratedPackage> dependencies, IReadOnlyList<GeneratedPackage> inherited)
    {
        var own = new StringBuilder();
        foreach (var (other, number) in dependencies.Select((d, i) => (d, i)))
        {
            var path = Path.GetRelativePath($"/some/ws/{directory}", $"/some/ws/{other.Directory}").Replace('\\', '/');
            switch (dice.Below(7))
            {
                case 0:
                    Use(true, "path dependency");
                    own.AppendLine($"{other.Name} = {{ path = \"{path}\", version = \"*\" }}");
                    break;
                case 1:
                    Use(true, "renamed dependency");
                    own.AppendLine($"alias{number} = {{ package = \"{other.Name}\", path = \"{path}\", optional = true }}");
                    break;
                case 2:
                    Use(true, "dependency of a platform");
                    _tables.AppendLine($"[target.'cfg(unix)'.dependencies.{other.Name}]\npath = \"{path}\"");
                    break;
                case 3:
                    Use(true, "dependency for tests or build scripts");
                    _tables.AppendLine($"[{dice.Pick("dev-dependencies", "build-dependencies")}.{other.Name}]\npath = \"{path}\"");
                    break;
                case 4 when inherited.Contains(other):
                    Use(true, "inherited dependency");
                    own.AppendLine($"{other.Name}{dice.Pick(".workspace = true", " = { workspace = true, features = [] }")}");
                    break;
            }
        }
        if (own.Length > 0)
            _tables.Append("[dependencies]\n").Append(own);
    }

    private void Binary(string binary, string file)
    {
        _binaries.Add(binary);
        _files.Add(file);
    }

    private bool Use(bool used, string feature)
    {
        if (used)
            uses(feature);
        return used;
    }
}
