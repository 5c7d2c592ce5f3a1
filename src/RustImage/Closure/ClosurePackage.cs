using RustImage.Closure.Sources;

namespace RustImage.Closure;

/// <summary>A package that the image has files of, as the image records it.</summary>
/// <param name="Paragraph">The package's control fields, with a newline at the end.</param>
/// <param name="Checksums">For each of its files in the image: MD5, two spaces, and the path without the leading slash.</param>
/// <param name="Copyright">The path of its licence on this machine; null where the source does not have it.</param>
internal sealed record ClosurePackage(Package Package, string Paragraph, IReadOnlyList<string> Checksums, string? Copyright);
