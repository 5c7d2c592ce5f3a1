using System.Text.Json.Serialization;

namespace RustImage.Cargo;

/// <summary>The answer of <c>cargo metadata --no-deps --format-version 1</c>, as far as it is used here (doc.rust-lang.org/cargo/commands/cargo-metadata.html).</summary>
public sealed record CargoMetadata(
    IReadOnlyList<CargoPackage> Packages,
    IReadOnlyList<string> WorkspaceMembers,
    string WorkspaceRoot,
    string TargetDirectory)
{
    /// <summary>The members that cargo builds in a virtual workspace; null before cargo 1.71.</summary>
    public IReadOnlyList<string>? WorkspaceDefaultMembers { get; init; }
}

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

public sealed record CargoTarget(string Name, IReadOnlyList<string> Kind);
