using System.Buffers;
using System.Text;

namespace RustImage.Debian.Archives;

/// <summary>A file that an archive's packages ship.</summary>
/// <param name="Path">Without a leading slash, as packages hold it.</param>
/// <param name="Packages">Names without their sections; several where they replace one another.</param>
public sealed record ContentsEntry(string Path, IReadOnlyList<string> Packages);

/// <summary>Looks for files in an archive's Contents: lines of a path, spaces, and <c>section/package,…</c> (the repository format, "Contents" indices).</summary>
public static class ContentsIndex
{
    private const int BufferSize = 1 << 20;

    /// <param name="text">Decompressed; read to its end, some 170 MB for main, and never held as a whole.</param>
    /// <param name="fileNames">Last parts of paths.</param>
    /// <returns>In the file's order, which is that of the paths.</returns>
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
            // Paths have spaces, too; packages have none.
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
