using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Samples;

/// <summary>The sample <c>shop</c>: one project file for two applications of a workspace. Every call of cargo is recorded.</summary>
internal sealed class ShopSample : IDisposable
{
    private static readonly string[] Files =
        ["Cargo.toml", "Cargo.lock", "api/Cargo.toml", "api/src/main.rs", "shared/Cargo.toml", "shared/src/lib.rs", "worker/Cargo.toml",
            "worker/src/main.rs", "shop.proj"];

    private readonly string _calls;

    public ShopSample()
    {
        Project = TestProject.Of("shop", [.. Files.Select(f => (f, File.ReadAllText(Path.Combine(RepositoryPaths.Sample("shop"), f))))]);
        _calls = Project.WriteCounter("cargo", Require.Tool("cargo", "cargo"));
        Project.Environment["CargoPath"] = Project["tools/cargo"];
    }

    public TestProject Project { get; }

    /// <returns>The subcommands of cargo since the last call of this method.</returns>
    public IReadOnlyList<string> Calls()
    {
        string[] calls = File.Exists(_calls) ? File.ReadAllLines(_calls) : [];
        File.Delete(_calls);
        return calls;
    }

    public string Archive(string binary) => Project[$"{TestProject.Bin}/Debug/{binary}-0.1.0-linux-amd64.tar"];

    /// <summary>Changes the content of the project file.</summary>
    public void WriteProject(string properties, string items = "") =>
        Project.Write("shop.proj",
            $"""<Project Sdk="RustImage.Sdk/0.1.0"><PropertyGroup>{properties}</PropertyGroup><ItemGroup>{items}</ItemGroup></Project>""");

    public void Dispose() => Project.Dispose();
}
