using System.Text.Json.Serialization;

namespace RustImage.Cargo;

/// <summary>
/// A workspace, read from its files or from <c>cargo metadata --no-deps --format-version 1</c>, without the fields that are not used
/// here (doc.rust-lang.org/cargo/commands/cargo-metadata.html).
/// </summary>
internal sealed record CargoMetadata(
    IReadOnlyList<CargoPackage> Packages,
    IReadOnlyList<string> WorkspaceMembers,
    string WorkspaceRoot,
    string TargetDirectory)
{
    /// <summary>The members that cargo builds in a virtual workspace. Null in the output of cargo before 1.71.</summary>
    public IReadOnlyList<string>? WorkspaceDefaultMembers { get; init; }

    [JsonIgnore]
    public bool HasSeveralMembers => WorkspaceMembers.Count > 1;
}

/// <param name="Id">The ID that cargo gives. In a workspace that was read from its files: the path of the manifest.</param>
internal sealed record CargoPackage(
    string Id,
    string Name,
    string Version,
    string ManifestPath,
    IReadOnlyList<CargoTarget> Targets,
    IReadOnlyList<string> Authors)
{
    public string? Description { get; init; }

    public string? License { get; init; }

    public string? Repository { get; init; }

    public string? Homepage { get; init; }

    public string? Documentation { get; init; }

    public string? DefaultRun { get; init; }

    [JsonIgnore]
    public IReadOnlyList<string> Binaries => [.. Targets.Where(t => t.Kind.Contains("bin")).Select(t => t.Name)];
}

/// <param name="Kind">"bin" for a binary, else the crate types of a library.</param>
internal sealed record CargoTarget(string Name, IReadOnlyList<string> Kind)
{
    /// <summary>The full path of the root source file.</summary>
    public string? SrcPath { get; init; }

    /// <summary>The features that must be enabled for cargo to build the target.</summary>
    [JsonPropertyName("required-features")]
    public IReadOnlyList<string>? RequiredFeatures { get; init; }
}
