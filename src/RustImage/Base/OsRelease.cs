namespace RustImage.Base;

/// <summary>Reads the files in which a distribution names itself (os-release(5)).</summary>
internal static class OsRelease
{
    /// <param name="lines">The lines of the file.</param>
    /// <returns>
    /// "bookworm"; null where the distribution is not Debian itself. Derivatives have other packages under the same names.
    /// </returns>
    public static string? DebianCodename(IReadOnlyList<string> lines) =>
        Value(lines, "ID") == "debian" && Value(lines, "VERSION_CODENAME") is { Length: > 0 } codename ? codename : null;

    private static string? Value(IReadOnlyList<string> lines, string name) => lines
        .Where(l => l.StartsWith(name + "=", StringComparison.Ordinal))
        .Select(l => l[(name.Length + 1)..].Trim().Trim('"', '\'')).LastOrDefault();
}
