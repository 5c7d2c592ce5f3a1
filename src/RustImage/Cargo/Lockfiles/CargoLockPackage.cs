namespace RustImage.Cargo.Lockfiles;

/// <summary>A package of Cargo.lock.</summary>
/// <param name="Source">The registry or repository, as the file writes it; null for a package of the workspace or of a directory.</param>
/// <param name="Checksum">SHA-256 of the package's file, in hexadecimal; null where there is none.</param>
public sealed record CargoLockPackage(string Name, string Version, string? Source, string? Checksum)
{
    /// <summary>The packages that it depends on for any platform and purpose, in the order of the file.</summary>
    public IReadOnlyList<CargoLockPackage> Dependencies { get; internal set; } = [];

    /// <inheritdoc/>
    public bool Equals(CargoLockPackage? other) => other is not null && (Name, Version, Source) == (other.Name, other.Version, other.Source);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Version, Source);
}
