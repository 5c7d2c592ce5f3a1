using System.Xml.Linq;
using RustImage.CargoSettings;

namespace RustImage.UnitTests.CargoSettings;

/// <summary>The table of keys is the only list: the docs, the JSON Schema and the targets say the same.</summary>
public sealed class SettingDocsTests
{
    private const string Page = "docs/cargo-settings.md";
    private const string Schema = "docs/rustimage-metadata.schema.json";

    private static readonly XDocument Targets = XDocument.Parse(Repository.Read("build/targets/RustImage.Settings.targets"));

    /// <summary>Set RUSTIMAGE_WRITE_DOCS to write what the test expects.</summary>
    private static readonly bool Writes = Environment.GetEnvironmentVariable("RUSTIMAGE_WRITE_DOCS") is { Length: > 0 };

    [Fact]
    public void The_page_has_a_row_for_each_key()
    {
        var rows = SettingTable.All.SelectMany(Rows).ToList();
        if (Writes)
            WriteRows(rows);
        Assert.Equal(rows, Repository.Read(Page).Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_schema_is_made_from_the_table()
    {
        if (Writes)
            File.WriteAllText(Path.Combine(Repository.Root, Schema), SettingSchema.Create());
        Assert.Equal(SettingSchema.Create(), Repository.Read(Schema));
    }

    [Fact]
    public void The_targets_know_what_the_project_says_of_each_property_and_item() => Assert.Equal(
        SettingTable.All.Select(s => s.Name).Order(StringComparer.Ordinal),
        Targets.Descendants("_RustImageGiven").Select(e => e.Attribute("Include")!.Value)
            .Select(i => i.StartsWith("@(", StringComparison.Ordinal) ? i[2..i.IndexOf("->", StringComparison.Ordinal)] : i)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void The_targets_set_each_item() => Assert.Equal(
        SettingTable.All.Where(s => s.IsItem).Select(s => s.Name).Order(StringComparer.Ordinal),
        Targets.Descendants("ItemGroup").Elements().Select(e => e.Name.LocalName).Where(n => !n.StartsWith('_'))
            .Order(StringComparer.Ordinal));

    [Fact]
    public void A_property_with_a_default_is_not_taken_for_the_project_s()
    {
        var defaults = Repository.Read("build/targets/RustImage.Defaults.props");
        var given = Targets.Descendants("_RustImageGiven")
            .ToLookup(e => e.Attribute("Include")!.Value, e => e.Attribute("Condition")?.Value);
        // These get their value from another property of the project, or from a field of Cargo.toml.
        string[] others = ["ContainerRuntimeIdentifier", "ContainerRepository", "ContainerImageTags"];
        foreach (var name in SettingTable.All.Where(s => !s.IsItem).Select(s => s.Name).Except(others))
            Assert.Equal(defaults.Contains($"<{name}", StringComparison.Ordinal), given[name].Single()!.Contains("_RustImageDefault"));
    }

    [Fact]
    public void Keys_are_unique_and_in_kebab_case()
    {
        var keys = SettingTable.All.Select(s => s.Key).ToList();
        Assert.Equal(keys.Distinct(), keys);
        var fields = SettingTable.All.SelectMany(s => s.Fields).Select(f => f.Key);
        Assert.All(keys.Concat(fields), k => Assert.Matches(@"^[a-z]+([-.][a-z]+)*\z", k));
    }

    private static IEnumerable<string> Rows(Setting setting)
    {
        yield return Row(setting.Key, setting, setting.Name);
        foreach (var field in setting.Fields)
            yield return Row($"{setting.Key}.{field.Key}", field, field.Name.Length == 0 ? $"{setting.Name} itself" : field.Name);
    }

    private static string Row(string key, Setting setting, string name)
    {
        var words = setting.Words.Count == 0 || setting.Scalars == ScalarKinds.Boolean
            ? "" : $": {string.Join(", ", setting.Words.Keys.Select(w => $"`{w}`"))}";
        var target = name.Split(' ') is [var first, var rest] ? $"`{first}` {rest}" : $"`{name}`";
        return $"| `{key}` | {setting.Kind}{words} | {target} | {setting.Description} |";
    }

    private static void WriteRows(List<string> rows)
    {
        var lines = Repository.Read(Page).Split('\n').ToList();
        var first = lines.FindIndex(l => l.StartsWith("|---", StringComparison.Ordinal)) + 1;
        lines.RemoveAll(l => l.StartsWith("| `", StringComparison.Ordinal));
        lines.InsertRange(first, rows);
        File.WriteAllText(Path.Combine(Repository.Root, Page), string.Join('\n', lines));
    }
}
