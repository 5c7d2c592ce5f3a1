using System.Globalization;
using RustImage.Closure;
using RustImage.Names;
using RustImage.Toml;

namespace RustImage.CargoSettings;

/// <summary>Reads one table of settings, and keeps the errors of all its keys.</summary>
/// <param name="table">The path of the table for messages.</param>
/// <param name="paths">Converts the paths in the table.</param>
internal sealed class SettingReader(string table, PathBase paths, DiagnosticBag errors)
{
    private readonly string _table = table;

    public IReadOnlyList<WrittenSetting> Read(TomlTable values) => [.. Read(values, "")];

    /// <param name="prefix">Empty, or the path of a table inside the table of settings, such as "health-check.".</param>
    private IEnumerable<WrittenSetting> Read(TomlTable values, string prefix)
    {
        foreach (var (name, value) in values.Entries)
        {
            var key = prefix + name;
            if (SettingTable.All.Any(s => s.Key.StartsWith(key + ".", StringComparison.Ordinal)))
            {
                if (value is not TomlTable inner)
                    errors.Error(Type(key, value, "a table"));
                else
                    foreach (var setting in Read(inner, key + "."))
                        yield return setting;
            }
            else if (SettingTable.All.FirstOrDefault(s => s.Key == key) is { } setting)
            {
                var written = errors.Collect<WrittenSetting?>(() => new(setting, [.. Values(setting, value)], value.Place), null);
                if (written is not null)
                    yield return written;
            }
            else
            {
                errors.Error(Unknown(_table, key, SettingTable.All.Select(s => s.Key), values.PlaceOf(name)));
            }
        }
    }

    private IEnumerable<SettingValue> Values(Setting setting, TomlValue value) => (setting.Shape, value) switch
    {
        (SettingShape.One or SettingShape.OneOrMany, not (TomlArray or TomlTable)) => [Item(setting, value)],
        (SettingShape.Many or SettingShape.OneOrMany, TomlArray array) => array.Items.Select(i => Item(setting, i)),
        (SettingShape.Map, TomlTable map) => map.Entries.Select(e => Entry(setting, e.Key, e.Value)),
        (SettingShape.Tables, TomlArray array) => array.Items.SelectMany(i => Tables(setting, i)),
        _ => throw Type(setting.Key, value, setting.Kind).ToException(),
    };

    private SettingValue Item(Setting setting, TomlValue value) => new(Scalar(setting, setting.Key, value), [], value.Place);

    /// <summary>Reads a key of a map and its value, which is a metadatum or a table of several.</summary>
    private SettingValue Entry(Setting setting, string name, TomlValue value)
    {
        var key = $"{setting.Key}.{name}";
        if (name.Length == 0)
            throw Text(setting.Key, name, "a table of keys that are not empty", value.Place).ToException();
        return value is TomlTable fields && setting.Fields.Count > 0
            ? new(name, [.. Metadata(setting, key, fields)], value.Place)
            : new(name, [KeyValuePair.Create("Value", Scalar(setting, key, value))], value.Place);
    }

    /// <summary>Reads the table of an item. Where the item itself is an array, there are several items with the same metadata.</summary>
    private IEnumerable<SettingValue> Tables(Setting setting, TomlValue value)
    {
        var identity = setting.Fields[0];
        if (value is not TomlTable fields)
        {
            if (!setting.IsShort || value is not TomlString)
                throw Type($"{setting.Key}[]", value, setting.IsShort ? "a string or a table" : "a table").ToException();
            return [new(Scalar(identity, $"{setting.Key}.{identity.Key}", value), [], value.Place)];
        }
        List<KeyValuePair<string, string>> metadata = [.. Metadata(setting, setting.Key, fields)];
        return Values(identity with { Key = $"{setting.Key}.{identity.Key}" }, fields[identity.Key]!)
            .Select(v => v with { Metadata = metadata }).ToList();
    }

    private IEnumerable<KeyValuePair<string, string>> Metadata(Setting setting, string key, TomlTable table)
    {
        if (table.Entries.Select(e => e.Key).FirstOrDefault(k => !setting.Fields.Any(f => f.Key == k)) is { } unknown)
            throw Unknown($"{_table}.{key}", unknown, setting.Fields.Select(f => f.Key), table.PlaceOf(unknown)).ToException();
        foreach (var field in setting.Fields)
        {
            if (table[field.Key] is not { } value)
            {
                if (field.IsRequired)
                    throw Messages.MissingSetting(key, field.Key, table.Place.File, table.Place.Line, table.Place.Column).ToException();
            }
            else if (field.Name.Length > 0)
            {
                var values = Values(field with { Key = $"{key}.{field.Key}" }, value).Select(v => v.Text);
                yield return KeyValuePair.Create(field.Name, string.Join(';', values));
            }
        }
    }

    private string Scalar(Setting setting, string key, TomlValue value)
    {
        var text = value switch
        {
            TomlString s when setting.Scalars.HasFlag(ScalarKinds.Text) => s.Text,
            TomlInteger i when setting.Scalars.HasFlag(ScalarKinds.Integer) => i.Value.ToString(CultureInfo.InvariantCulture),
            TomlBoolean b when setting.Scalars.HasFlag(ScalarKinds.Boolean) => b.Value ? "true" : "false",
            _ => throw Type(key, value, setting.Kind).ToException(),
        };
        if (text.Length == 0 && !setting.AllowsEmpty)
            throw Text(key, text, "a text that is not empty", value.Place).ToException();
        if (setting.IsSplit && text.Contains(';'))
            throw Text(key, text, "a text without ';', since it is an element of a list", value.Place).ToException();
        if (setting.Words.Count > 0)
            text = setting.Words.TryGetValue(text, out var word) ? word
                : throw Text(key, text, $"one of {string.Join(", ", setting.Words.Keys.Select(w => $"'{w}'"))}", value.Place).ToException();
        try
        {
            setting.Check(text);
        }
        catch (RustImageException e)
        {
            var (file, line, column) = (value.Place.File, value.Place.Line, value.Place.Column);
            throw (e.Diagnostic with { File = file, Line = line, Column = column }).ToException(e);
        }
        return setting.Convert(text, paths);
    }

    private static Diagnostic Unknown(string table, string key, IEnumerable<string> known, TomlPlace place) =>
        Messages.UnknownSetting(key, table, known.MinBy(k => NearestName.CountEdits(key, k))!, place.File, place.Line, place.Column);

    private static Diagnostic Type(string key, TomlValue value, string wanted) =>
        Messages.SettingType(key, value.Kind, wanted, value.Place.File, value.Place.Line, value.Place.Column);

    private static Diagnostic Text(string key, string text, string wanted, TomlPlace place) =>
        Messages.SettingText(key, text, wanted, place.File, place.Line, place.Column);
}
