using System.Text;

namespace RustImage.Closure.Loading;

/// <summary>Finds the default directories that are compiled into glibc's loader (system_dirs in elf/dl-load.c).</summary>
internal static class SystemDirectories
{
    private const int MaxBytes = 8 << 20;
    private const int MaxDirectories = 16;
    private const int MaxLength = 128;

    /// <summary>
    /// Looks for a row of directories, each with a NUL at its end: "/lib/x86_64-linux-gnu/", "/usr/lib/x86_64-linux-gnu/", "/lib/",
    /// "/usr/lib/".
    /// </summary>
    /// <returns>The directories without the slash at the end, in search order; empty where the file has no such row.</returns>
    public static IReadOnlyList<string> Find(ReadOnlySpan<byte> loader)
    {
        for (var from = 0; loader[from..].IndexOf("/lib"u8) is >= 0 and var found; from += found + 1)
        {
            var row = RowAt(loader[(from + found)..]);
            if (row.Any(d => d.StartsWith("/usr/lib", StringComparison.Ordinal)))
                return row;
        }
        return [];
    }

    /// <inheritdoc cref="Find"/>
    public static IReadOnlyList<string> FindInFile(string path)
    {
        var file = new FileInfo(path);
        return file.Length > MaxBytes ? [] : Find(File.ReadAllBytes(path));
    }

    private static List<string> RowAt(ReadOnlySpan<byte> bytes)
    {
        var row = new List<string>();
        while (row.Count < MaxDirectories && bytes.IndexOf((byte)0) is > 1 and <= MaxLength and var end && IsDirectory(bytes[..end]))
        {
            row.Add(Encoding.ASCII.GetString(bytes[..(end - 1)]));
            bytes = bytes[(end + 1)..];
        }
        return row;
    }

    private static bool IsDirectory(ReadOnlySpan<byte> text) =>
        (text.StartsWith("/lib"u8) || text.StartsWith("/usr/lib"u8))
        && text.EndsWith("/"u8)
        && !text.ContainsAnyExceptInRange((byte)'!', (byte)'~');
}
