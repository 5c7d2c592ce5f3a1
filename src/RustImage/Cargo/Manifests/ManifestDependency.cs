namespace RustImage.Cargo.Manifests;

/// <summary>A dependency of a package, workspace inheritance resolved.</summary>
/// <param name="Name">The key, which is the crate's name in the code.</param>
/// <param name="Package">The package's own name: another one where the dependency is renamed.</param>
/// <param name="Kind">"normal", "dev" or "build".</param>
/// <param name="Platform">The target or cfg(…) that it is for, or null.</param>
/// <param name="Directory">The full path of a dependency with a path; null for one of a registry or repository.</param>
internal sealed record ManifestDependency(string Name, string Package, string Kind, string? Platform, string? Directory);
