using RustImage.Cargo;
using RustImage.Toml;

namespace RustImage.Toolchain;

/// <summary>
/// Reads rust-toolchain.toml, or rust-toolchain, which may be a single name
/// (rust-lang.github.io/rustup/overrides.html#the-toolchain-file).
/// </summary>
internal static class ToolchainFileReader
{
    /// <returns>The name or the full path of a toolchain; null where the file leaves the choice to rustup's default.</returns>
    /// <exception cref="AskCargoException">rustup would refuse the file. RIMG1030 and RIMG1031 mean the same.</exception>
    public static string? Read(string path)
    {
        var text = File.ReadAllText(path);
        var isOneLine = text.AsSpan().IndexOf('\n') is var end && (end < 0 || end == text.Length - 1);
        if (isOneLine && !path.EndsWith(".toml", StringComparison.Ordinal))
            return text.Trim() is { Length: > 0 } name ? name : throw new AskCargoException($"'{path}' is empty");
        var table = TomlReader.Parse(text, path).Table("toolchain") ?? throw new AskCargoException($"'{path}' has no [toolchain]");
        return (table.String("channel"), table.String("path")) switch
        {
            ({ } channel, null) => channel,
            (null, { } directory) when Path.IsPathFullyQualified(directory) => directory,
            (null, null) when table.Contains("components") || table.Contains("targets") => null,
            _ => throw new AskCargoException($"[toolchain] of '{path}' has neither a channel nor a full path, or has both"),
        };
    }
}
