namespace RustImage.Debian.Packages;

/// <summary>A package's own list of MD5 sums, <c>md5sums</c> (deb-md5sums(5)).</summary>
internal static class PackageChecksums
{
    private const int SumLength = 32;

    /// <returns>Sums by absolute, usr-merged path.</returns>
    /// <exception cref="RustImageException">RIMG7007: a line is not of that form.</exception>
    public static IReadOnlyDictionary<string, string> Read(string text, string deb)
    {
        var sums = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // Two spaces, or one and a '*' where the file was read as binary.
            if (line.Length <= SumLength + 2 || line[SumLength] != ' ' || line[SumLength + 1] is not (' ' or '*')
                || !line[..SumLength].All(char.IsAsciiHexDigitLower))
                throw Messages.BadChecksumList(deb, line).ToException();
            sums[ImagePath.Canonical(line[(SumLength + 2)..])] = line[..SumLength];
        }
        return sums;
    }
}
