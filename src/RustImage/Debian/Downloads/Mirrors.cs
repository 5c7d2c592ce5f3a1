namespace RustImage.Debian.Downloads;

/// <summary>Where Debian's files are had, the first choice first. Each address ends with a slash.</summary>
/// <param name="Main">Hold <c>dists/trixie</c> and its pool; never empty.</param>
/// <param name="Security">Hold <c>dists/trixie-security</c> and its pool; never empty.</param>
public sealed record Mirrors(IReadOnlyList<Uri> Main, IReadOnlyList<Uri> Security);
