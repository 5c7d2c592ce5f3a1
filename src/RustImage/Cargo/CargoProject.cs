using System.Text.Json;

namespace RustImage.Cargo;

/// <summary>What Cargo.toml says of the application, workspace inheritance resolved.</summary>
/// <param name="Package">The package's name.</param>
/// <param name="Binary">The name of the binary that goes into the image.</param>
/// <param name="ManifestPath">The package's own Cargo.toml.</param>
public sealed record CargoProject(
    string Package,
    string Version,
    string Binary,
    string ManifestPath,
    string WorkspaceRoot,
    IReadOnlyList<string> Authors,
    string? Description,
    string? License,
    string? Repository,
    string? Homepage,
    string? Documentation)
{
    /// <summary>What the image is called: the package's name, with the binary's behind it where the package has several and this one has a name of its own.</summary>
    public string ImageName { get; init; } = Package;

    /// <summary>Asks cargo for the workspace of a manifest and picks package and binary.</summary>
    /// <param name="manifestPath">Cargo.toml, of a package or of a workspace.</param>
    /// <param name="packageName">CargoPackage, or null to decide by the manifest.</param>
    /// <param name="binaryName">CargoBin, or null where there is only one or default-run names it.</param>
    /// <exception cref="RustImageException">RIMG1001 to RIMG1008.</exception>
    public static async Task<CargoProject> ReadAsync(
        CargoTool cargo, string manifestPath, string? packageName, string? binaryName, CancellationToken cancellation = default)
    {
        if (!File.Exists(manifestPath))
            throw Messages.NoManifest(manifestPath).ToException();
        var answer = await cargo.CaptureAsync(
            ["metadata", "--no-deps", "--format-version", "1", "--manifest-path", manifestPath], cancellation).ConfigureAwait(false);
        if (answer.ExitCode != 0)
            throw CargoFailure.Parse(answer.StandardError, manifestPath, cargo.WorkingDirectory).ToException();
        var metadata = Parse(answer.StandardOutput) ?? throw Messages.CargoFailed("its metadata is not in the form that cargo gives: check what CargoPath names", manifestPath).ToException();
        var package = PackageChoice.Choose(metadata, manifestPath, packageName, binaryName);
        var binary = PackageChoice.ChooseBinary(package, binaryName);
        return new CargoProject(
            package.Name,
            package.Version,
            binary,
            package.ManifestPath,
            metadata.WorkspaceRoot,
            package.Authors,
            package.Description?.Trim(),
            package.License,
            package.Repository,
            package.Homepage,
            package.Documentation)
        {
            ImageName = package.Binaries.Count == 1 || binary == package.Name ? package.Name : $"{package.Name}-{binary}",
        };
    }

    private static CargoMetadata? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, CargoJson.Default.CargoMetadata) is { Packages: not null, WorkspaceRoot: not null } metadata ? metadata : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
