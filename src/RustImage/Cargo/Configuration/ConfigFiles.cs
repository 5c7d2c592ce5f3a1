using System.Buffers;
using RustImage.Toml;

namespace RustImage.Cargo.Configuration;

/// <summary>Reads cargo's configuration files (doc.rust-lang.org/cargo/reference/config.html#hierarchical-structure).</summary>
/// <param name="workingDirectory">A full path without links, as cargo sees it.</param>
/// <param name="knowsInclude">Tells whether this cargo reads the key <c>include</c>. Called only where a file has it.</param>
internal sealed class ConfigFiles(string workingDirectory, string cargoHome, Func<ValueTask<bool>> knowsInclude)
{
    /// <summary>Characters of patterns and variables, which cargo reserves for later versions.</summary>
    private static readonly SearchValues<char> Unusual = SearchValues.Create("*?[]{}");

    /// <summary>Reads the files of the working directory and all directories above it, then CARGO_HOME. The nearest file wins.</summary>
    /// <exception cref="AskCargoException">cargo would refuse the files.</exception>
    public async ValueTask<ConfigTable> ReadAllAsync()
    {
        var root = new ConfigTable(new ConfigSource(ConfigOrigin.File, null));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var directory = workingDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            var place = Path.Combine(directory, ".cargo");
            if (Find(place) is { } path)
                root.Merge(await ReadAsync(path, ConfigOrigin.File, []).ConfigureAwait(false), later: false);
            seen.Add(RealPath.Of(place));
        }
        if (!seen.Contains(RealPath.Of(cargoHome)) && Find(cargoHome) is { } own)
            root.Merge(await ReadAsync(own, ConfigOrigin.File, []).ConfigureAwait(false), later: false);
        return root;
    }

    /// <summary>Reads a file and the files that it includes. Its own values win over theirs.</summary>
    /// <param name="includedBy">The chain of files that include this one.</param>
    public async ValueTask<ConfigTable> ReadAsync(string path, ConfigOrigin origin, IReadOnlyList<string> includedBy)
    {
        if (includedBy.Contains(path))
            throw new AskCargoException($"'{path}' includes itself");
        var source = new ConfigSource(origin, path);
        var table = ConfigValue.FromToml(TomlReader.ReadFile(path), source);
        return await WithIncludesAsync(table, [.. includedBy, path]).ConfigureAwait(false);
    }

    /// <param name="includedBy">The chain of files that include this table, ending with its own file.</param>
    public async ValueTask<ConfigTable> WithIncludesAsync(ConfigTable table, IReadOnlyList<string> includedBy)
    {
        if (!table.Values.ContainsKey("include") || !await knowsInclude().ConfigureAwait(false))
            return table;
        table.Values.Remove("include", out var includes);
        var root = new ConfigTable(table.Source);
        foreach (var (path, isOptional) in Includes(includes!))
        {
            if (!isOptional || File.Exists(path))
                root.Merge(await ReadAsync(path, table.Source.Origin, includedBy).ConfigureAwait(false), later: true);
        }
        root.Merge(table, later: true);
        return root;
    }

    private IEnumerable<(string Path, bool IsOptional)> Includes(ConfigValue includes)
    {
        if (includes is not ConfigList list)
            throw new AskCargoException($"'include' in '{includes.Source.File}' is not a list");
        foreach (var item in list.Items)
        {
            var table = item as ConfigTable;
            var path = table is null ? item : table.Values.GetValueOrDefault("path");
            var optional = table?.Values.GetValueOrDefault("optional");
            if (path is not ConfigScalar { IsString: true } name
                || optional is not (null or ConfigScalar { IsString: false, Text: "true" or "false" }))
                throw new AskCargoException($"'include' in '{item.Source.File}' has an item without a path");
            if (!name.Text.EndsWith(".toml", StringComparison.Ordinal) || name.Text.AsSpan().ContainsAny(Unusual))
                throw new AskCargoException($"'include' in '{item.Source.File}' names '{name.Text}'");
            var beside = item.Source.File is { } file ? Path.GetDirectoryName(file)! : workingDirectory;
            yield return (Path.GetFullPath(name.Text, beside), optional is ConfigScalar { Text: "true" });
        }
    }

    /// <summary>Finds the file in a directory. As in cargo, the older name 'config' wins over 'config.toml'.</summary>
    private static string? Find(string directory)
    {
        string[] names = [Path.Combine(directory, "config"), Path.Combine(directory, "config.toml")];
        return names.FirstOrDefault(Path.Exists);
    }
}
