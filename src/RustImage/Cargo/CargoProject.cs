using System.Text;
using System.Text.Json.Serialization;
using RustImage.Cargo.Manifests;

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
    private static readonly JsonShape<CargoMetadata> MetadataShape = new(CargoJson.Default);

    /// <summary>What the image is called: the package's name, with the binary's behind it where the package has several and this one has a name of its own.</summary>
    public string ImageName { get; init; } = Package;

    /// <summary>The binaries that one cargo build makes, this one among them; empty where it is built alone.</summary>
    public IReadOnlyList<CargoBinary> Binaries { get; init; } = [];

    /// <summary>
    /// Where projects of one workspace share what cargo builds: below the workspace's own target directory, where <c>cargo clean</c> finds it and
    /// version control does not. Null for a package alone, which has nothing to share.
    /// </summary>
    public string? SharedTargetDirectory { get; init; }

    /// <summary>The manifest that cargo is called for: the package's own, or the workspace's where its packages are built together.</summary>
    [JsonIgnore]
    public string BuildManifest => Binaries.Count == 0 ? ManifestPath : Path.Combine(WorkspaceRoot, "Cargo.toml");

    /// <summary>Where cargo and rustup look for their configuration from.</summary>
    [JsonIgnore]
    public string BuildDirectory => Path.GetDirectoryName(BuildManifest)!;

    /// <summary>Reads the workspace of a manifest and picks package and binary.</summary>
    /// <param name="manifestPath">Cargo.toml, of a package or of a workspace.</param>
    /// <param name="packageName">CargoPackage, or null to decide by the manifest.</param>
    /// <param name="binaryName">CargoBin, or null where there is only one or default-run names it.</param>
    /// <param name="onDoubt">Called with the reason where cargo has to be asked, since the files say something that is unknown here or that cargo may refuse.</param>
    /// <exception cref="RustImageException">RIMG1001 to RIMG1008.</exception>
    public static async Task<CargoProject> ReadAsync(
        CargoTool cargo, string manifestPath, string? packageName, string? binaryName, Action<string>? onDoubt = null, CancellationToken cancellation = default) =>
        Create(await WorkspaceAsync(cargo, manifestPath, onDoubt, cancellation).ConfigureAwait(false), manifestPath, packageName, binaryName);

    /// <summary>Likewise for several binaries that are built together; the workspace is read once.</summary>
    /// <param name="binaryNames">CargoBins.</param>
    /// <returns>In the order of the names.</returns>
    /// <inheritdoc cref="ReadAsync"/>
    public static async Task<IReadOnlyList<CargoProject>> ReadAllAsync(
        CargoTool cargo, string manifestPath, string? packageName, IReadOnlyList<string> binaryNames, Action<string>? onDoubt = null,
        CancellationToken cancellation = default)
    {
        var metadata = await WorkspaceAsync(cargo, manifestPath, onDoubt, cancellation).ConfigureAwait(false);
        var projects = binaryNames.Select(name => Create(metadata, manifestPath, packageName, name)).ToList();
        CargoBinary[] together = [.. projects.Select(p => new CargoBinary(p.Package, p.Version, p.Binary))];
        return projects.ConvertAll(p => p with { Binaries = together });
    }

    private static CargoProject Create(CargoMetadata metadata, string manifestPath, string? packageName, string? binaryName)
    {
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
            SharedTargetDirectory = metadata.WorkspaceMembers.Count > 1 ? Path.Combine(metadata.TargetDirectory, "rustimage") : null,
        };
    }

    /// <summary>Reads the workspace, or asks cargo where only cargo can tell.</summary>
    internal static async Task<CargoMetadata> WorkspaceAsync(CargoTool cargo, string manifestPath, Action<string>? onDoubt, CancellationToken cancellation)
    {
        if (!File.Exists(manifestPath))
            throw Messages.NoManifest(manifestPath).ToException();
        cargo.Locate();
        try
        {
            var config = await CargoConfig.ReadOrDoubtAsync(cargo, cargo.Variable, [], cancellation).ConfigureAwait(false);
            var path = Path.GetFullPath(manifestPath, cargo.WorkingDirectory);
            return new WorkspaceReader(CargoHome.Of(cargo.Variable, cargo.WorkingDirectory)).Read(path, config.TargetDirectory);
        }
        catch (Exception e) when (CargoDoubtException.Is(e))
        {
            onDoubt?.Invoke(e.Message);
            return await AskAsync(cargo, manifestPath, e as RustImageException, cancellation).ConfigureAwait(false);
        }
    }

    /// <param name="own">What the reader here found wrong: its place is used where cargo names none.</param>
    internal static async Task<CargoMetadata> AskAsync(CargoTool cargo, string manifestPath, RustImageException? own, CancellationToken cancellation)
    {
        var answer = await cargo.CaptureAsync(
            ["metadata", "--no-deps", "--format-version", "1", "--manifest-path", manifestPath], cancellation).ConfigureAwait(false);
        if (answer.ExitCode != 0)
        {
            var refusal = CargoFailure.Parse(answer.StandardError, manifestPath, cargo.WorkingDirectory);
            throw (refusal.Line == 0 && own is { Diagnostic: { File: { } file, Line: var line, Column: var column } }
                ? refusal with { File = file, Line = line, Column = column }
                : refusal).ToException();
        }
        return ForeignJson.TryDeserialize(Encoding.UTF8.GetBytes(answer.StandardOutput), MetadataShape)
            ?? throw Messages.CargoFailed("its metadata is not in the form that cargo gives: check what CargoPath names", manifestPath).ToException();
    }
}

/// <summary>A binary of a workspace.</summary>
/// <param name="Package">The name of the package that has it.</param>
/// <param name="Version">The package's, for a dependency may have its name.</param>
public sealed record CargoBinary(string Package, string Version, string Name);
