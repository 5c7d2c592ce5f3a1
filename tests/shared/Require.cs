namespace RustImage.Testing;

/// <summary>
/// What a test needs of the machine. Where it is missing the test is skipped with the reason, but fails where the environment
/// says <c>CI=true</c>: a build server that tests less than it seems to must not be green.
/// </summary>
public static class Require
{
    /// <returns>The path itself.</returns>
    public static string File(string path, string debianPackage)
    {
        That(System.IO.File.Exists(path), $"'{path}' is missing: apt-get install {debianPackage}");
        return path;
    }

    /// <returns>The full path of a program on PATH, in /usr/sbin or in /sbin.</returns>
    public static string Tool(string name, string debianPackage)
    {
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/sbin", "/sbin"]);
        var found = directories.Select(d => Path.Combine(d, name)).FirstOrDefault(System.IO.File.Exists);
        That(found is not null, $"the program '{name}' is missing: apt-get install {debianPackage}");
        return found!;
    }

    /// <param name="reason">What is missing and how to get it.</param>
    public static void That(bool condition, string reason)
    {
        if (condition)
            return;
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
