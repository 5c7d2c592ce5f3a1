namespace RustImage.Debian;

/// <summary>Chooses the suite of a new lock where DebianSuite is not set.</summary>
internal static class DebianHost
{
    /// <summary>Debian's name of the suite that is stable at the time.</summary>
    public const string Stable = "stable";

    /// <summary>Whether a name is a role, which moves from suite to suite. A lock has the codename instead.</summary>
    public static bool IsRole(string suite) => suite.EndsWith("stable", StringComparison.Ordinal) || suite is "testing" or "experimental";

    /// <returns>
    /// The codename of the host's suite where the host is Debian, as the binary is linked against its libraries; else "stable".
    /// </returns>
    /// <remarks>Distributions derived from Debian have other libraries and other names, so they do not count (os-release(5), ID).</remarks>
    public static string DefaultSuite() => OperatingSystem.IsLinux() ? SuiteOf("/etc/os-release", "/usr/lib/os-release") : Stable;

    internal static string SuiteOf(params IReadOnlyList<string> osReleaseFiles)
    {
        if (osReleaseFiles.FirstOrDefault(File.Exists) is not { } file)
            return Stable;
        var fields = File.ReadLines(file).Select(l => l.Split('=', 2)).Where(p => p.Length == 2)
            .GroupBy(p => p[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last()[1].Trim('"', '\''), StringComparer.Ordinal);
        var codename = fields.GetValueOrDefault("VERSION_CODENAME");
        return fields.GetValueOrDefault("ID") == "debian" && codename is { Length: > 0 } ? codename : Stable;
    }
}
