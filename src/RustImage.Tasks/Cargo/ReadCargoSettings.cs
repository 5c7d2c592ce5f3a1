using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using RustImage.CargoSettings;

namespace RustImage.Tasks;

/// <summary>The tables of settings in Cargo.toml → the properties and items that the project itself does not set.</summary>
public sealed class ReadCargoSettings : RustImageTask
{
    /// <summary>The Cargo.toml of the package; of each package, in a build of several binaries.</summary>
    [Required]
    public string[] PackageManifests { get; set; } = [];

    [Required]
    public string WorkspaceManifest { get; set; } = "";

    /// <summary>Whether several binaries get only the settings of the one call of cargo.</summary>
    public bool ForSeveralBinaries { get; set; }

    /// <summary>The names of the project's own properties and items, and ITEM=NAME for items that are joined by their names.</summary>
    public string[] Given { get; set; } = [];

    /// <summary>Names of properties, with Value.</summary>
    [Output]
    public ITaskItem[] Properties { get; set; } = [];

    /// <summary>Items with their metadata, and with ItemType.</summary>
    [Output]
    public ITaskItem[] Items { get; set; } = [];

    /// <summary>RustImageFile items with Include, which may have wildcards, and with their place: File, Line, Column.</summary>
    [Output]
    public ITaskItem[] Files { get; set; } = [];

    protected override System.Threading.Tasks.Task RunAsync(CancellationToken cancellation)
    {
        var all = ForSeveralBinaries
            ? MetadataTables.ReadForCargo([.. PackageManifests.Distinct(StringComparer.Ordinal)], WorkspaceManifest, ProjectDirectory)
            : MetadataTables.Read(PackageManifests[0], WorkspaceManifest, ProjectDirectory);
        var settings = MetadataTables.WithoutGiven(all, Given);
        Properties = [.. settings.Where(s => !s.Setting.IsItem && s.Values.Count > 0).Select(Property)];
        var items = settings.Where(s => s.Setting.IsItem).ToLookup(s => s.Setting.Name == MetadataTables.FileItem);
        Items = [.. items[false].SelectMany(s => s.Values.Select(v => Item(s.Setting.Name, v)))];
        Files = [.. items[true].SelectMany(s => s.Values).Select(File)];
        return System.Threading.Tasks.Task.CompletedTask;
    }

    /// <summary>Parts of a list keep their own semicolons.</summary>
    private static TaskItem Property(WrittenSetting written)
    {
        var item = new TaskItem(written.Setting.Name);
        item.SetMetadata("Value", string.Join(';', written.Values.Select(v => Escaping.Value(v.Text))));
        return item;
    }

    private static TaskItem Item(string type, SettingValue value)
    {
        var item = new TaskItem(Escaping.Item(value.Text));
        item.SetMetadata("ItemType", type);
        AddMetadata(item, value);
        return item;
    }

    private static TaskItem File(SettingValue value, int index)
    {
        var item = new TaskItem(index.ToString(CultureInfo.InvariantCulture));
        item.SetMetadata("Include", Escaping.Pattern(value.Text));
        item.SetMetadata("File", Escaping.Value(value.Place.File));
        item.SetMetadata("Line", value.Place.Line.ToString(CultureInfo.InvariantCulture));
        item.SetMetadata("Column", value.Place.Column.ToString(CultureInfo.InvariantCulture));
        AddMetadata(item, value);
        return item;
    }

    private static void AddMetadata(TaskItem item, SettingValue value)
    {
        foreach (var (name, text) in value.Metadata)
            item.SetMetadata(name, Escaping.Value(text));
    }
}
