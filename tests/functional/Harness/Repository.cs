namespace RustImage.FunctionalTests.Harness;

/// <summary>Where things lie in this repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The package folder that builds of the tests use: NuGet never looks twice at a version it has unpacked.</summary>
    public static string NuGetPackages => Path.Combine(Root, "artifacts", "nuget");

    public static string Sample(string name) => Path.Combine(Root, "tests", "samples", name);

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "RustImage.Sdk.sln"))
            ? directory
            : Find(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests run outside of their repository."));
}
