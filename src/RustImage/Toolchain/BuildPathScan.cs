using System.Text;

namespace RustImage.Toolchain;

/// <summary>
/// Searches a finished binary for directories of this machine. They would make its digest differ on other machines, and tell strangers
/// about this one.
/// </summary>
internal static class BuildPathScan
{
    /// <param name="directories">Absolute paths without a trailing separator.</param>
    /// <returns>The directories that occur, each with the text that starts at its first occurrence.</returns>
    public static IReadOnlyList<(string Directory, string Excerpt)> Find(byte[] binary, IEnumerable<string> directories) =>
    [
        .. from directory in directories.Distinct(StringComparer.Ordinal)
           let position = IndexOf(binary, directory)
           where position >= 0
           select (directory, Excerpt(binary, position)),
    ];

    /// <summary>
    /// Finds a directory. Strings in a binary have nothing between them, so most directories count wherever they are found. A short one
    /// such as /src may be a part of any path, so it counts only where no path character is beside it.
    /// </summary>
    private static int IndexOf(byte[] binary, string directory)
    {
        var needle = Encoding.UTF8.GetBytes(directory);
        var isShort = directory.Count(c => c == Path.DirectorySeparatorChar) < 2;
        for (var start = 0; start < binary.Length;)
        {
            var found = binary.AsSpan(start).IndexOf(needle);
            if (found < 0)
                return -1;
            var position = start + found;
            if (!isShort || StandsAlone(binary, position, position + needle.Length))
                return position;
            start = position + 1;
        }
        return -1;
    }

    private static bool StandsAlone(byte[] binary, int start, int end) =>
        (start == 0 || !IsPathByte(binary[start - 1])) && (end == binary.Length || !IsPathByte(binary[end]));

    private static string Excerpt(byte[] binary, int position)
    {
        var end = position;
        while (end < binary.Length && end - position < 120 && binary[end] is > 0x20 and < 0x7f)
            end++;
        return Encoding.UTF8.GetString(binary, position, end - position);
    }

    private static bool IsPathByte(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'-' or (byte)'.';
}
