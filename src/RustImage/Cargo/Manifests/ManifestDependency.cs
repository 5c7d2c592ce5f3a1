namespace RustImage.Cargo.Manifests;

/// <summary>A dependency of a package, with the fields that it inherits from the workspace.</summary>
/// <param name="Name">The key in Cargo.toml, which is the name of the crate in the code.</param>
/// <param name="Package">The name of the package, which differs from the key where the dependency is renamed.</param>
/// <param name="Kind">"normal", "dev" or "build".</param>
/// <param name="Platform">The target or cfg(…) that it is for; null for all platforms.</param>
/// <param name="Directory">The full path of a path dependency; null for other dependencies.</param>
internal sealed record ManifestDependency(string Name, string Package, string Kind, string? Platform, string? Directory);
