using System.Buffers;
using System.Text;

namespace RustImage.Debian.Archives;

/// <summary>A file that an archive's packages ship.</summary>
/// <param name="Path">The path in the package, without a leading slash.</param>
/// <param name="Packages">The names of the packages without their sections. There are several where packages replace each other.</param>
internal sealed record ContentsEntry(string Path, IReadOnlyList<string> Packages);

/// <summary>
/// Searches an archive's Contents file, which has lines of a path, spaces, and <c>section/package,…</c>
/// (https://wiki.debian.org/DebianRepository/Format, "Contents" indices).
/// </summary>
internal static class ContentsIndex
{
    private const int BufferSize = 1 << 20;

    /// <param name="text">
    /// The decompressed file, some 170 MB for main. It is read to its end, and only a part of it is held in memory.
    /// </param>
    /// <param name="fileNames">The last parts of the wanted paths.</param>
    /// <returns>All files of these names, in the order of the paths.</returns>
    public static IReadOnlyList<ContentsEntry> Find(Stream text, IReadOnlySet<string> fileNames, CancellationToken cancellation)
    {
        if (fileNames.Count == 0)
            return [];
        var wanted = new FileNameSet(fileNames);
        var found = new List<ContentsEntry>();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var held = 0; ;)
            {
                cancellation.ThrowIfCancellationRequested();
                if (held == buffer.Length)
                    Grow(ref buffer);
                var count = text.Read(buffer.AsSpan(held));
                held += count;
                var end = count == 0 ? held : buffer.AsSpan(0, held).LastIndexOf((byte)'\n') + 1;
                Search(buffer.AsSpan(0, end), wanted, found);
                buffer.AsSpan(end..held).CopyTo(buffer);
                held -= end;
                if (count == 0)
                    return found;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Search(ReadOnlySpan<byte> lines, FileNameSet wanted, List<ContentsEntry> found)
    {
        while (lines.Length > 0 && lines.IndexOf(wanted.Anchor) is >= 0 and var at)
        {
            var start = lines[..at].LastIndexOf((byte)'\n') + 1;
            var length = lines[at..].IndexOf((byte)'\n');
            var line = length < 0 ? lines[start..] : lines[start..(at + length)];
            lines = lines[Math.Min(start + line.Length + 1, lines.Length)..];
            // A path may contain spaces; the list of packages does not.
            var gap = line.LastIndexOfAny((byte)' ', (byte)'\t');
            if (gap <= 0)
                continue;
            var path = line[..gap].TrimEnd(" \t"u8);
            if (wanted.Contains(path[(path.LastIndexOf((byte)'/') + 1)..]))
                found.Add(new ContentsEntry(Encoding.UTF8.GetString(path), Packages(Encoding.UTF8.GetString(line[(gap + 1)..]))));
        }
    }

    private static string[] Packages(string list) =>
        [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => p[(p.LastIndexOf('/') + 1)..])];

    private static void Grow(ref byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
