using RustImage.Toml;

namespace RustImage.Cargo.Configuration;

/// <summary>The arguments <c>--config</c> of a command line: the path of a file, or <c>key.path=value</c>.</summary>
internal static class ConfigArguments
{
    private const string Option = "--config";

    /// <returns>The values of all --config among cargo's arguments, in their order.</returns>
    public static IReadOnlyList<string> Among(IReadOnlyList<string> arguments)
    {
        var values = new List<string>();
        for (var i = 0; i < arguments.Count && arguments[i] != "--"; i++)
        {
            if (arguments[i] == Option && i + 1 < arguments.Count)
                values.Add(arguments[++i]);
            else if (arguments[i].StartsWith(Option + "=", StringComparison.Ordinal))
                values.Add(arguments[i][(Option.Length + 1)..]);
        }
        return values;
    }

    /// <summary>Adds them to what the files say; the last one is the strongest.</summary>
    /// <exception cref="AskCargoException">cargo would refuse one.</exception>
    public static async ValueTask MergeAsync(ConfigTable root, IReadOnlyList<string> values, ConfigFiles files, string workingDirectory)
    {
        foreach (var value in values)
        {
            var path = value.Length == 0 ? null : Path.GetFullPath(value, workingDirectory);
            var table = File.Exists(path)
                ? await files.ReadAsync(path, ConfigOrigin.Argument, []).ConfigureAwait(false)
                : await files.WithIncludesAsync(Parse(value), []).ConfigureAwait(false);
            root.Merge(table, later: true);
        }
    }

    private static ConfigTable Parse(string value)
    {
        var document = TomlReader.Parse(value, Option);
        // One key, dotted or not, and no table behind the equals sign.
        for (TomlValue inner = document; inner is TomlTable table; inner = table.Entries.First().Value)
        {
            if (table is not { IsOpen: true, Count: 1 })
                throw new AskCargoException($"{Option} '{value}' is not of the form key.path=value");
        }
        return ConfigValue.FromToml(document, new ConfigSource(ConfigOrigin.Argument, null));
    }
}
