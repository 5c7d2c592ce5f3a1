namespace RustImage.Closure.Sources;

/// <summary>A binary package of the distribution that a library source holds.</summary>
/// <param name="Source">The source package that it was built from, which its layer is named after.</param>
internal sealed record Package(string Name, string Version, string Architecture, string Source)
{
    public override string ToString() => $"{Name} {Version}";
}
