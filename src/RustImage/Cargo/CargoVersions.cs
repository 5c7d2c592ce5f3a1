namespace RustImage.Cargo;

/// <summary>Versions of cargo that read its files in a new way (doc.rust-lang.org/cargo/CHANGELOG.html).</summary>
internal static class CargoVersions
{
    /// <summary>The first version that reads the key <c>include</c>, by which a configuration file includes others.</summary>
    public static readonly Version ReadsInclude = new(1, 94);
}
