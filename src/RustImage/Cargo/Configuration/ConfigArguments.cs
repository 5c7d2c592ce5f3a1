using RustImage.Toml;

namespace RustImage.Cargo.Configuration;

/// <summary>Reads the arguments <c>--config</c> of a command line. Each is the path of a file, or <c>key.path=value</c>.</summary>
internal static class ConfigArguments
{
    private const string Option = "--config";

    /// <summary>Merges the arguments into the configuration of the files. The last argument wins.</summary>
    /// <exception cref="AskCargoException">cargo would refuse an argument.</exception>
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
        // An argument sets one key, which may be dotted, and its value is not a table.
        for (TomlValue inner = document; inner is TomlTable table; inner = table.Entries.First().Value)
        {
            if (table is not { IsOpen: true, Count: 1 })
                throw new AskCargoException($"{Option} '{value}' is not of the form key.path=value");
        }
        return ConfigValue.FromToml(document, new ConfigSource(ConfigOrigin.Argument, null));
    }
}
