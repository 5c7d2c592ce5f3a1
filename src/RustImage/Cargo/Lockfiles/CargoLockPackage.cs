namespace RustImage.Cargo.Lockfiles;

/// <summary>A package of Cargo.lock.</summary>
/// <param name="Source">The registry or Git repository, as in the file; null for a local package.</param>
/// <param name="Checksum">The SHA-256 of the .crate file, in hexadecimal; null where the file has none.</param>
internal sealed record CargoLockPackage(string Name, string Version, string? Source, string? Checksum)
{
    /// <summary>The packages that it depends on, for all platforms and kinds of dependencies, in the order of the file.</summary>
    public IReadOnlyList<CargoLockPackage> Dependencies { get; internal set; } = [];

    /// <inheritdoc/>
    public bool Equals(CargoLockPackage? other) =>
        other is not null && (Name, Version, Source) == (other.Name, other.Version, other.Source);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Version, Source);
}
