using System.Globalization;
using RustImage.Toml;

namespace RustImage.Cargo.Configuration;

/// <summary>A value of cargo's configuration, with the place that sets it.</summary>
internal abstract class ConfigValue(ConfigSource source)
{
    public ConfigSource Source => source;

    /// <exception cref="AskCargoException">The value is a float, a date or a time, which cargo refuses here.</exception>
    public static ConfigValue FromToml(TomlValue value, ConfigSource source) => value switch
    {
        TomlString s => new ConfigScalar(s.Text, isString: true, source),
        TomlInteger i => new ConfigScalar(i.Value.ToString(CultureInfo.InvariantCulture), isString: false, source),
        TomlBoolean b => new ConfigScalar(b.Value ? "true" : "false", isString: false, source),
        TomlArray a => new ConfigList(a.Items.ConvertAll(i => FromToml(i, source)), source),
        TomlTable t => FromToml(t, source),
        _ => throw new AskCargoException(
            $"'{value.Place.File}' has {value.Kind} at line {value.Place.Line}, which cargo's configuration does not take"),
    };

    public static ConfigTable FromToml(TomlTable table, ConfigSource source)
    {
        var result = new ConfigTable(source);
        foreach (var (key, value) in table.Entries)
            result.Values[key] = FromToml(value, source);
        return result;
    }

    /// <summary>Merges two values of one key: tables key by key, lists by joining them. Of two single values, one wins.</summary>
    /// <param name="later">
    /// Whether <paramref name="other"/> wins among values of the same kind of place. Its list items then come last.
    /// </param>
    /// <returns>One of the two objects, which now has the merged value.</returns>
    /// <exception cref="AskCargoException">The two values are of different types, which cargo refuses.</exception>
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

/// <param name="text">The text of a string; the TOML text of an integer or a boolean.</param>
internal sealed class ConfigScalar(string text, bool isString, ConfigSource source) : ConfigValue(source)
{
    public string Text => text;

    public bool IsString => isString;
}

internal sealed class ConfigList(List<ConfigValue> items, ConfigSource source) : ConfigValue(source)
{
    public List<ConfigValue> Items { get; private set; } = items;

    /// <summary>Sorts items of files first, then items of variables, then items of arguments. Otherwise the order stays.</summary>
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

    /// <returns>Null where a key of the path is missing.</returns>
    /// <exception cref="AskCargoException">A value on the path is not a table.</exception>
    public ConfigValue? Find(params ReadOnlySpan<string> path)
    {
        ConfigValue value = this;
        foreach (var key in path)
        {
            if (value is not ConfigTable table)
                throw new AskCargoException($"'{value.Source.File}' has a value instead of a table with '{key}'");
            if (!table.Values.TryGetValue(key, out var next))
                return null;
            value = next;
        }
        return value;
    }
}
