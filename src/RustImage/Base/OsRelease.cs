namespace RustImage.Base;

/// <summary>What a distribution's own files say of it.</summary>
internal static class OsRelease
{
    /// <param name="lines">Of os-release(5).</param>
    /// <returns>Null where the distribution is not Debian itself: derivatives have other packages under the same names.</returns>
    public static string? DebianCodename(IReadOnlyList<string> lines) =>
        Value(lines, "ID") == "debian" && Value(lines, "VERSION_CODENAME") is { Length: > 0 } codename ? codename : null;

    private static string? Value(IReadOnlyList<string> lines, string name) => lines
        .Where(l => l.StartsWith(name + "=", StringComparison.Ordinal))
        .Select(l => l[(name.Length + 1)..].Trim().Trim('"', '\'')).LastOrDefault();
}
