namespace RustImage.Toml;

/// <summary>The place of a value, for messages.</summary>
/// <param name="File">The path of the file, or a name for a text that is not in a file.</param>
/// <param name="Line">1-based; 0 where it is unknown.</param>
/// <param name="Column">1-based, in characters; 0 where it is unknown.</param>
internal readonly record struct TomlPlace(string File, int Line, int Column);
