using System.Text.Json.Serialization;

namespace RustImage.Cargo;

/// <summary>
/// A workspace: what is read from its files, or the answer of <c>cargo metadata --no-deps --format-version 1</c>, as far as it is
/// used here (doc.rust-lang.org/cargo/commands/cargo-metadata.html).
/// </summary>
public sealed record CargoMetadata(
    IReadOnlyList<CargoPackage> Packages,
    IReadOnlyList<string> WorkspaceMembers,
    string WorkspaceRoot,
    string TargetDirectory)
{
    /// <summary>The members that cargo builds in a virtual workspace; null in an answer of cargo's before 1.71.</summary>
    public IReadOnlyList<string>? WorkspaceDefaultMembers { get; init; }
}

/// <param name="Id">Of cargo's own making, or the path of the manifest.</param>
public sealed record CargoPackage(
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

/// <param name="Kind">"bin", or the crate types of a library.</param>
public sealed record CargoTarget(string Name, IReadOnlyList<string> Kind)
{
    /// <summary>The root source file, a full path.</summary>
    public string? SrcPath { get; init; }

    /// <summary>Without these features cargo does not build it.</summary>
    [JsonPropertyName("required-features")]
    public IReadOnlyList<string>? RequiredFeatures { get; init; }
}
