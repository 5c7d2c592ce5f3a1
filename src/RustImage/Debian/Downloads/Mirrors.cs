namespace RustImage.Debian.Downloads;

/// <summary>The addresses of mirrors, in the order in which they are tried. Each address ends with a slash.</summary>
/// <param name="Main">Mirrors of the archive with <c>dists/trixie</c>.</param>
/// <param name="Security">Mirrors of the archive with <c>dists/trixie-security</c>.</param>
internal sealed record Mirrors(IReadOnlyList<Uri> Main, IReadOnlyList<Uri> Security);
