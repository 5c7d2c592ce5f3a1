using RustImage.Cargo;
using RustImage.Testing;

namespace RustImage.UnitTests.Cargo;

/// <summary>A cargo project in a temporary directory. cargo sees no variable that would change its behaviour.</summary>
internal sealed class Crate : IDisposable
{
    private static readonly string[] Variables =
    [
        "CARGO_ENCODED_RUSTFLAGS", "RUSTFLAGS", "CARGO_BUILD_RUSTFLAGS", "CARGO_BUILD_TARGET", "CARGO_TARGET_DIR",
        "CARGO_BUILD_RUSTC", "CARGO_BUILD_TARGET_DIR", "RUSTC", "RUSTC_WRAPPER",
    ];

    /// <summary>Environment changes that remove these variables.</summary>
    public static IReadOnlyDictionary<string, string?> NoVariables { get; } = Variables.ToDictionary(v => v, _ => (string?)null);

    private readonly TemporaryDirectory _directory = new();

    public string Path => _directory.Path;

    public string Manifest => _directory["Cargo.toml"];

    public CargoTool Cargo => new(Require.Tool("cargo", "cargo"), Path, NoVariables);

    public CargoTool CargoWithFlags(IEnumerable<string> rustFlags) => Cargo with
    {
        Environment = new Dictionary<string, string?>(Cargo.Environment!) { [RustFlags.Variable] = RustFlags.Encode(rustFlags) },
    };

    /// <summary>Creates a package named "sample" with one binary.</summary>
    public static Crate Create(string main = "fn main() {}", string moreOfManifest = "")
    {
        var crate = new Crate();
        crate.Write("Cargo.toml", $"[package]\nname = \"sample\"\nversion = \"1.2.3\"\nedition = \"2021\"\n{moreOfManifest}\n");
        crate.Write("src/main.rs", main);
        return crate;
    }

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <param name="members">Names of packages with a binary. The prefix "lib:" makes a library.</param>
    public void WriteWorkspace(params string[] members)
    {
        var names = members.Select(m => m.Replace("lib:", "", StringComparison.Ordinal)).ToList();
        Write("Cargo.toml", $"[workspace]\nresolver = \"2\"\nmembers = [{string.Join(", ", names.Select(n => $"\"{n}\""))}]\n");
        foreach (var (member, name) in members.Zip(names))
        {
            Write($"{name}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
            Write(member == name ? $"{name}/src/main.rs" : $"{name}/src/lib.rs", member == name ? "fn main() {}" : "");
        }
    }

    public Task<CargoProject> ReadAsync(string? package = null, string? binary = null, string? manifest = null) =>
        CargoProject.ReadAsync(Cargo, manifest ?? Manifest, package, binary);

    public async Task<Diagnostic> RefusalAsync(string? package = null, string? binary = null, string? manifest = null) =>
        (await Assert.ThrowsAsync<RustImageException>(() => ReadAsync(package, binary, manifest))).Diagnostic;

    public void Dispose() => _directory.Dispose();
}
