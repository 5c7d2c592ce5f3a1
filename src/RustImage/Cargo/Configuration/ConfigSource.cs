namespace RustImage.Cargo.Configuration;

/// <summary>What sets a value of cargo's configuration; a later kind outranks an earlier one.</summary>
internal enum ConfigOrigin
{
    File,
    Environment,
    Argument,
}

/// <param name="File">The file, also where an argument names it; null where the value stands in a variable or an argument itself.</param>
internal readonly record struct ConfigSource(ConfigOrigin Origin, string? File)
{
    /// <summary>What relative paths are relative to: the directory that holds <c>.cargo</c>, or the working directory.</summary>
    public string Root(string workingDirectory) =>
        File is null ? workingDirectory : Path.GetDirectoryName(Path.GetDirectoryName(File)) ?? workingDirectory;
}
