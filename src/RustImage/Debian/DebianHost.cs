namespace RustImage.Debian;

/// <summary>The suite that a first lock is of where DebianSuite is not set.</summary>
public static class DebianHost
{
    /// <summary>Debian's name for whatever is stable today.</summary>
    public const string Stable = "stable";

    /// <summary>Whether a name moves from suite to suite: what it was when the lock was written is for the lock to say.</summary>
    public static bool IsRole(string suite) => suite.EndsWith("stable", StringComparison.Ordinal) || suite is "testing" or "experimental";

    /// <summary>The host's own suite where it is Debian, since the binary was linked against its libraries; else stable.</summary>
    /// <remarks>Derived distributions have other libraries and other names, and are not Debian here (os-release(5), ID).</remarks>
    public static string DefaultSuite() => OperatingSystem.IsLinux() ? SuiteOf("/etc/os-release", "/usr/lib/os-release") : Stable;

    internal static string SuiteOf(params IReadOnlyList<string> osReleaseFiles)
    {
        if (osReleaseFiles.FirstOrDefault(File.Exists) is not { } file)
            return Stable;
        var fields = File.ReadLines(file).Select(l => l.Split('=', 2)).Where(p => p.Length == 2)
            .GroupBy(p => p[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last()[1].Trim('"', '\''), StringComparer.Ordinal);
        return fields.GetValueOrDefault("ID") == "debian" && fields.GetValueOrDefault("VERSION_CODENAME") is { Length: > 0 } codename ? codename : Stable;
    }
}
