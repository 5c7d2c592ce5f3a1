namespace RustImage.Cargo.Configuration;

/// <summary>The kinds of places that set a value of cargo's configuration, from the weakest to the strongest.</summary>
internal enum ConfigOrigin
{
    File,
    Environment,
    Argument,
}

/// <summary>The place that sets a value of cargo's configuration.</summary>
/// <param name="File">The file with the value, which may be named by an argument. Null for a value in a variable or an argument.</param>
internal readonly record struct ConfigSource(ConfigOrigin Origin, string? File)
{
    /// <summary>Gives the directory that relative paths start from: the parent of <c>.cargo</c>, or the working directory.</summary>
    public string Root(string workingDirectory) =>
        File is null ? workingDirectory : Path.GetDirectoryName(Path.GetDirectoryName(File)) ?? workingDirectory;
}
