using RustImage.CargoSettings;
using RustImage.Testing;

namespace RustImage.UnitTests.CargoSettings;

/// <summary>A workspace with one member, whose manifests have tables of settings.</summary>
public abstract class SettingsCase : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private protected string Package => _directory["app/Cargo.toml"];

    private protected string Workspace => _directory["Cargo.toml"];

    /// <summary>Reads the tables for a project beside the package's manifest.</summary>
    private protected IReadOnlyList<WrittenSetting> Read(string package, string workspace = "", string project = "app")
    {
        Directory.CreateDirectory(_directory["app"]);
        File.WriteAllText(Package, package);
        File.WriteAllText(Workspace, workspace);
        return MetadataTables.Read(Package, Workspace, Path.TrimEndingDirectorySeparator(_directory[project]));
    }

    /// <summary>Reads the lines of one table.</summary>
    private protected IReadOnlyList<WrittenSetting> ReadLines(params ReadOnlySpan<string> lines) =>
        Read($"[package.metadata.rustimage]\n{string.Join('\n', lines!)}\n");

    private protected IReadOnlyList<Diagnostic> ErrorsOf(params string[] lines) =>
        Assert.Throws<RustImageException>(() => ReadLines(lines)).Diagnostics;

    /// <returns>NAME=VALUE;VALUE for a property, and TYPE=ITEM(METADATA=VALUE,…) for each item.</returns>
    private protected static IReadOnlyList<string> Texts(IEnumerable<WrittenSetting> settings) =>
        [.. settings.SelectMany(s => s.Setting.IsItem
            ? s.Values.Select(v => $"{s.Setting.Name}={v.Text}({string.Join(',', v.Metadata.Select(m => $"{m.Key}={m.Value}"))})")
            : [$"{s.Setting.Name}={MetadataTables.TextOf(s)}"])];

    public void Dispose()
    {
        _directory.Dispose();
        GC.SuppressFinalize(this);
    }
}
