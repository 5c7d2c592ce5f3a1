namespace RustImage.Debian.Packages;

/// <summary>Reads the list of MD5 sums in a package, <c>md5sums</c> (deb-md5sums(5)).</summary>
internal static class PackageChecksums
{
    private const int SumLength = 32;

    /// <returns>From an absolute, usr-merged path to its sum: 32 lower-case hexadecimal digits.</returns>
    /// <exception cref="RustImageException">RIMG7007: a line is malformed.</exception>
    public static IReadOnlyDictionary<string, string> Read(string text, string deb)
    {
        var sums = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // Two spaces, or a space and '*' where md5sum read the file as binary.
            if (line.Length <= SumLength + 2 || line[SumLength] != ' ' || line[SumLength + 1] is not (' ' or '*')
                || !line[..SumLength].All(char.IsAsciiHexDigitLower))
                throw Messages.BadChecksumList(deb, line).ToException();
            sums[ImagePath.Canonical(line[(SumLength + 2)..])] = line[..SumLength];
        }
        return sums;
    }
}
