namespace RustImage.UnitTests;

/// <summary>Files of this repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <returns>Relative paths with '/', in ordinal order, without build outputs.</returns>
    public static IReadOnlyList<string> Files(string directory, params string[] patterns) =>
    [
        .. patterns.SelectMany(p => Directory.GetFiles(Path.Combine(Root, directory), p, SearchOption.AllDirectories))
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Any(p => p is "bin" or "obj"))
            .Order(StringComparer.Ordinal),
    ];

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "RustImage.Sdk.sln")))
            directory = directory.Parent ?? throw new InvalidOperationException("The tests lie outside of the repository.");
        return directory.FullName;
    }
}
