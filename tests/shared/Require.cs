namespace RustImage.Testing;

/// <summary>
/// Requirements of a test. If one is missing, the test is skipped with the reason. It fails if the environment
/// has <c>CI=true</c>, because a build server must run all tests.
/// </summary>
public static class Require
{
    /// <returns>The path.</returns>
    public static string File(string path, string debianPackage)
    {
        That(System.IO.File.Exists(path), $"'{path}' is missing: apt-get install {debianPackage}");
        return path;
    }

    /// <returns>The full path of a program in PATH, /usr/sbin or /sbin.</returns>
    public static string Tool(string name, string debianPackage)
    {
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/sbin", "/sbin"]);
        var found = directories.Select(d => Path.Combine(d, name)).FirstOrDefault(System.IO.File.Exists);
        That(found is not null, $"the program '{name}' is missing: apt-get install {debianPackage}");
        return found!;
    }

    /// <param name="reason">The missing part and how to get it.</param>
    public static void That(bool condition, string reason)
    {
        if (condition)
            return;
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
