namespace RustImage.Toml;

/// <summary>Where a value stands.</summary>
/// <param name="File">The path of the file, or a name for text that lies in none.</param>
/// <param name="Line">1-based, or 0 where it is unknown.</param>
/// <param name="Column">1-based, in characters; 0 where it is unknown.</param>
internal readonly record struct TomlPlace(string File, int Line, int Column);
