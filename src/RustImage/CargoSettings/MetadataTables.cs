using RustImage.Closure;
using RustImage.Toml;

namespace RustImage.CargoSettings;

/// <summary>What Cargo.toml says of the image: <c>[package.metadata.rustimage]</c> over <c>[workspace.metadata.rustimage]</c>.</summary>
internal static class MetadataTables
{
    /// <summary>The item whose text may have wildcards.</summary>
    public const string FileItem = "RustImageFile";

    private const string Name = "rustimage";

    /// <summary>Whether a file may have a table of settings. It is not parsed.</summary>
    public static bool MayBeIn(string manifest) =>
        File.Exists(manifest) && File.ReadAllText(manifest).Contains(Name, StringComparison.Ordinal);

    /// <param name="packageManifest">The full path of the package's Cargo.toml.</param>
    /// <param name="workspaceManifest">The full path of the Cargo.toml of the workspace's root, which may be the same.</param>
    /// <param name="projectDirectory">Where the paths of the result start.</param>
    /// <returns>
    /// Each setting once. A value of the package replaces the workspace's; the keys of a table are joined, and the package's win.
    /// </returns>
    /// <exception cref="RustImageException">
    /// It has the errors of all keys: RIMG1040 to RIMG1043, or the error that a later step would have for the value.
    /// RIMG1030: a file is not TOML.
    /// </exception>
    public static IReadOnlyList<WrittenSetting> Read(string packageManifest, string workspaceManifest, string projectDirectory)
    {
        var errors = new DiagnosticBag();
        var package = ReadTable(packageManifest, "package", projectDirectory, errors);
        var workspace = ReadTable(workspaceManifest, "workspace", projectDirectory, errors);
        errors.ThrowIfAny();
        return Merge(package, workspace);
    }

    /// <summary>Reads the settings that cargo gets, for several binaries that one call of cargo builds.</summary>
    /// <exception cref="RustImageException">RIMG1044: they differ between the packages.</exception>
    /// <inheritdoc cref="Read" path="/param"/>
    public static IReadOnlyList<WrittenSetting> ReadForCargo(
        IReadOnlyList<string> packageManifests, string workspaceManifest, string projectDirectory)
    {
        var all = packageManifests.Select(
            m => Read(m, workspaceManifest, projectDirectory).Where(s => s.Setting.IsForCargo).ToDictionary(s => s.Setting.Key)).ToList();
        foreach (var written in all.SelectMany(s => s.Values))
        {
            var (key, value) = (written.Setting.Key, TextOf(written));
            if (all.Select(s => s.TryGetValue(key, out var other) ? TextOf(other) : "").FirstOrDefault(t => t != value) is { } other)
                throw Messages.CargoSettingOfOnePackage(
                    key, value, other, written.Place.File, written.Place.Line, written.Place.Column).ToException();
        }
        return [.. all[0].Values];
    }

    /// <summary>Leaves out what the project itself says, since that is stronger.</summary>
    /// <param name="given">
    /// The names of the project's properties and items. For items that Cargo.toml has in a table, with their own name: <c>ITEM=NAME</c>.
    /// </param>
    public static IReadOnlyList<WrittenSetting> WithoutGiven(IReadOnlyList<WrittenSetting> settings, IEnumerable<string> given)
    {
        var names = given.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from written in settings
               where !names.Contains(written.Setting.Name)
               let values = written.Values.Where(v => !names.Contains($"{written.Setting.Name}={v.Text}"))
               select written with { Values = [.. values] },
        ];
    }

    /// <summary>Joins the parts of a property as MSBuild does.</summary>
    public static string TextOf(WrittenSetting written) => string.Join(';', written.Values.Select(v => v.Text));

    private static IReadOnlyList<WrittenSetting> ReadTable(string manifest, string owner, string projectDirectory, DiagnosticBag errors)
    {
        if (!MayBeIn(manifest))
            return [];
        var metadata = (TomlReader.ReadFile(manifest)[owner] as TomlTable)?["metadata"] as TomlTable;
        var paths = new PathBase(Path.GetDirectoryName(manifest)!, projectDirectory);
        switch (metadata?[Name])
        {
            case null:
                return [];
            case TomlTable table:
                return new SettingReader($"{owner}.metadata.{Name}", paths, errors).Read(table);
            case var value:
                var place = value.Place;
                errors.Error(Messages.SettingType(Name, value.Kind, "a table", place.File, place.Line, place.Column));
                return [];
        }
    }

    private static IReadOnlyList<WrittenSetting> Merge(IReadOnlyList<WrittenSetting> package, IReadOnlyList<WrittenSetting> workspace)
    {
        var result = package.ToDictionary(s => s.Setting.Key);
        foreach (var inherited in workspace)
        {
            if (!result.TryGetValue(inherited.Setting.Key, out var own))
                result.Add(inherited.Setting.Key, inherited);
            else if (own.Setting.Shape == SettingShape.Map)
                result[own.Setting.Key] = own with { Values = [.. own.Values.UnionBy(inherited.Values, v => v.Text)] };
        }
        return [.. result.Values];
    }
}
