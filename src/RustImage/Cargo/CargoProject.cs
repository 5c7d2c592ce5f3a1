using System.Text;
using System.Text.Json.Serialization;
using RustImage.Cargo.Manifests;

namespace RustImage.Cargo;

/// <summary>The application's package and binary, read from Cargo.toml, with the fields that it inherits from its workspace.</summary>
/// <param name="Package">The name of the package.</param>
/// <param name="Binary">The name of the binary that goes into the image.</param>
/// <param name="ManifestPath">The path of the package's own Cargo.toml.</param>
internal sealed record CargoProject(
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

    /// <summary>
    /// The name of the image: PACKAGE, or PACKAGE-BINARY for a binary of another name in a package with several binaries.
    /// </summary>
    public string ImageName { get; init; } = Package;

    /// <summary>The binaries that one <c>cargo build</c> builds, including this one. Empty where it is built alone.</summary>
    public IReadOnlyList<CargoBinary> Binaries { get; init; } = [];

    /// <summary>
    /// The target directory that the projects of one workspace share. It is inside the workspace's own target directory, which
    /// <c>cargo clean</c> deletes and version control ignores. Null for a package without other members, which has nothing to share.
    /// </summary>
    public string? SharedTargetDirectory { get; init; }

    /// <summary>The manifest that is passed to cargo: the package's own, or the workspace's where binaries are built together.</summary>
    [JsonIgnore]
    public string BuildManifest => Binaries.Count == 0 ? ManifestPath : Path.Combine(WorkspaceRoot, "Cargo.toml");

    /// <summary>The directory in which cargo runs, and from which cargo and rustup look for their configuration.</summary>
    [JsonIgnore]
    public string BuildDirectory => Path.GetDirectoryName(BuildManifest)!;

    /// <summary>Reads the workspace of a manifest, and chooses the package and the binary.</summary>
    /// <param name="manifestPath">The path of a Cargo.toml, of a package or of a workspace.</param>
    /// <param name="packageName">CargoPackage. Null: the manifest decides.</param>
    /// <param name="binaryName">CargoBin. Null: the only binary, or the one that default-run names.</param>
    /// <param name="onAskCargo">Receives the reason where only cargo can read the workspace, and is asked.</param>
    /// <exception cref="RustImageException">RIMG1001 to RIMG1008.</exception>
    public static async Task<CargoProject> ReadAsync(
        CargoTool cargo, string manifestPath, string? packageName, string? binaryName, Action<string>? onAskCargo = null,
        CancellationToken cancellation = default) =>
        Create(
            await WorkspaceAsync(cargo, manifestPath, onAskCargo, cancellation).ConfigureAwait(false),
            manifestPath, packageName, binaryName);

    /// <summary>Does the same for several binaries that are built together. The workspace is read once.</summary>
    /// <param name="binaryNames">The names in CargoBins.</param>
    /// <returns>One project for each name, in the same order.</returns>
    /// <inheritdoc cref="ReadAsync"/>
    public static async Task<IReadOnlyList<CargoProject>> ReadAllAsync(
        CargoTool cargo, string manifestPath, string? packageName, IReadOnlyList<string> binaryNames, Action<string>? onAskCargo = null,
        CancellationToken cancellation = default)
    {
        var metadata = await WorkspaceAsync(cargo, manifestPath, onAskCargo, cancellation).ConfigureAwait(false);
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
            SharedTargetDirectory = metadata.HasSeveralMembers ? Path.Combine(metadata.TargetDirectory, "rustimage", "cargo") : null,
        };
    }

    /// <summary>Reads the workspace from its files, or asks cargo where this reader cannot be sure.</summary>
    internal static async Task<CargoMetadata> WorkspaceAsync(
        CargoTool cargo, string manifestPath, Action<string>? onAskCargo, CancellationToken cancellation)
    {
        if (!File.Exists(manifestPath))
            throw Messages.NoManifest(manifestPath).ToException();
        cargo.Locate();
        try
        {
            var config = await CargoConfig.ReadOrThrowAsync(cargo, cargo.Variable, [], cancellation).ConfigureAwait(false);
            var path = Path.GetFullPath(manifestPath, cargo.WorkingDirectory);
            return new WorkspaceReader(CargoHome.Of(cargo.Variable, cargo.WorkingDirectory)).Read(path, config.TargetDirectory);
        }
        catch (Exception e) when (AskCargoException.Is(e))
        {
            onAskCargo?.Invoke(e.Message);
            return await AskAsync(cargo, manifestPath, e as RustImageException, cancellation).ConfigureAwait(false);
        }
    }

    /// <param name="own">The error that this reader found. Its file and line are used where cargo names none.</param>
    internal static async Task<CargoMetadata> AskAsync(
        CargoTool cargo, string manifestPath, RustImageException? own, CancellationToken cancellation)
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
            ?? throw Messages.CargoFailed("its metadata has an unknown form: check that CargoPath names cargo", manifestPath).ToException();
    }
}

/// <summary>A binary of a workspace.</summary>
/// <param name="Package">The name of its package.</param>
/// <param name="Version">The version of its package. A dependency may have the same name and another version.</param>
internal sealed record CargoBinary(string Package, string Version, string Name);
