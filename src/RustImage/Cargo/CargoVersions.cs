namespace RustImage.Cargo;

/// <summary>The versions of cargo in which the meaning of its files changed (doc.rust-lang.org/cargo/CHANGELOG.html).</summary>
internal static class CargoVersions
{
    /// <summary>Configuration files may name others with the key include.</summary>
    public static readonly Version ReadsInclude = new(1, 94);
}
