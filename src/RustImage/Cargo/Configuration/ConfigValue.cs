using System.Globalization;
using RustImage.Toml;

namespace RustImage.Cargo.Configuration;

/// <summary>A value of cargo's configuration, with what set it.</summary>
internal abstract class ConfigValue(ConfigSource source)
{
    public ConfigSource Source => source;

    /// <exception cref="AskCargoException">A float, a date or a time, which cargo refuses here.</exception>
    public static ConfigValue FromToml(TomlValue value, ConfigSource source) => value switch
    {
        TomlString s => new ConfigScalar(s.Text, isString: true, source),
        TomlInteger i => new ConfigScalar(i.Value.ToString(CultureInfo.InvariantCulture), isString: false, source),
        TomlBoolean b => new ConfigScalar(b.Value ? "true" : "false", isString: false, source),
        TomlArray a => new ConfigList(a.Items.ConvertAll(i => FromToml(i, source)), source),
        TomlTable t => FromToml(t, source),
        _ => throw new AskCargoException($"'{value.Place.File}' has {value.Kind} at line {value.Place.Line}, which cargo's configuration does not take"),
    };

    public static ConfigTable FromToml(TomlTable table, ConfigSource source)
    {
        var result = new ConfigTable(source);
        foreach (var (key, value) in table.Entries)
            result.Values[key] = FromToml(value, source);
        return result;
    }

    /// <summary>Joins two values of one key: tables by key, lists one after the other; of two others, one wins.</summary>
    /// <param name="later">Whether the other comes later in the order of strength: then it wins among equals, and its items come last.</param>
    /// <returns>One of the two, changed.</returns>
    /// <exception cref="AskCargoException">One is a list or a table and the other is not, which cargo refuses.</exception>
    public static ConfigValue Merge(ConfigValue here, ConfigValue other, bool later)
    {
        switch (here, other)
        {
            case (ConfigList one, ConfigList two):
                one.Items.InsertRange(later ? one.Items.Count : 0, two.Items);
                one.SortBySource();
                return one;
            case (ConfigTable one, ConfigTable two):
                one.Merge(two, later);
                return one;
            case (ConfigScalar, ConfigScalar):
                return later || other.Source.Origin > here.Source.Origin ? other : here;
            default:
                throw new AskCargoException($"'{here.Source.File}' and '{other.Source.File}' give one key values of different types");
        }
    }
}

/// <param name="text">An integer's or a boolean's is that of TOML.</param>
internal sealed class ConfigScalar(string text, bool isString, ConfigSource source) : ConfigValue(source)
{
    public string Text => text;

    public bool IsString => isString;
}

internal sealed class ConfigList(List<ConfigValue> items, ConfigSource source) : ConfigValue(source)
{
    public List<ConfigValue> Items { get; private set; } = items;

    /// <summary>Files first, then variables, then arguments; otherwise in the order that they have.</summary>
    public void SortBySource() => Items = [.. Items.OrderBy(i => i.Source.Origin)];
}

internal sealed class ConfigTable(ConfigSource source) : ConfigValue(source)
{
    public Dictionary<string, ConfigValue> Values { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc cref="ConfigValue.Merge"/>
    public void Merge(ConfigTable other, bool later)
    {
        foreach (var (key, value) in other.Values)
            Values[key] = Values.TryGetValue(key, out var here) ? Merge(here, value, later) : value;
    }

    /// <summary>Null where a key of the path is missing.</summary>
    /// <exception cref="AskCargoException">A value on the way is no table.</exception>
    public ConfigValue? Find(params ReadOnlySpan<string> path)
    {
        ConfigValue value = this;
        foreach (var key in path)
        {
            if (value is not ConfigTable table)
                throw new AskCargoException($"'{value.Source.File}' has no table where '{key}' is looked for");
            if (!table.Values.TryGetValue(key, out var next))
                return null;
            value = next;
        }
        return value;
    }
}
