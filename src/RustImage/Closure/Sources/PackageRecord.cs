namespace RustImage.Closure.Sources;

/// <summary>A distribution's records of a package.</summary>
/// <param name="Paragraph">The control fields (deb-control(5)) without those of dpkg's own state, with a newline at the end.</param>
/// <param name="Checksums">From the path of a file in the image to the MD5 sum that dpkg keeps.</param>
/// <param name="Copyright">The licence; null where the source does not have it.</param>
internal sealed record PackageRecord(string Paragraph, IReadOnlyDictionary<string, string> Checksums, FoundFile? Copyright);
