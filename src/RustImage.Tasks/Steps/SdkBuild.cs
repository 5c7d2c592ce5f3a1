using RustImage.State;

namespace RustImage.Tasks;

/// <summary>The build of the SDK that is running. Another build may turn the same input into another result.</summary>
internal static class SdkBuild
{
    /// <summary>The version, and identifiers of the compiled code: two builds of one version differ in them.</summary>
    public static string Id { get; } =
        string.Join(' ', typeof(SdkBuild).Assembly.GetName().Version, Module(typeof(BuildStep)), Module(typeof(SdkBuild)));

    /// <summary>The package's targets. The tasks lie in tasks/net10.0, or in a folder of a platform below it.</summary>
    private static readonly string? Folder = FindFolder(Path.GetDirectoryName(typeof(SdkBuild).Assembly.Location));

    /// <summary>Whether a file belongs to this package, or to MSBuild.</summary>
    /// <param name="path">A full path.</param>
    public static bool Ships(string path) => path.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal)
        || (Folder is not null && path.StartsWith(Folder, StringComparison.Ordinal));

    private static string? FindFolder(string? directory)
    {
        while (directory is not null && Path.GetFileName(directory) != "tasks")
            directory = Path.GetDirectoryName(directory);
        return Path.GetDirectoryName(directory) is { } package ? Path.Join(package, "targets") + Path.DirectorySeparatorChar : null;
    }

    private static string Module(Type type) => type.Module.ModuleVersionId.ToString("n");
}
