namespace RustImage.FunctionalTests.Harness;

/// <summary>Paths in this repository.</summary>
internal static class RepositoryPaths
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The package folder for builds in tests. NuGet never unpacks the same version again.</summary>
    public static string NuGetPackages => Path.Combine(Root, "artifacts", "nuget");

    public static string Sample(string name) => Path.Combine(Root, "tests", "samples", name);

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "RustImage.Sdk.sln"))
            ? directory
            : Find(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests run outside of their repository."));
}
