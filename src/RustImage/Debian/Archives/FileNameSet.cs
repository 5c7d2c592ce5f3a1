using System.Text;

namespace RustImage.Debian.Archives;

/// <summary>A few file names, to be found quickly among millions.</summary>
internal sealed class FileNameSet
{
    private readonly byte[][][] _byLength;
    private readonly byte[] _anchor;

    /// <param name="names">At least one name.</param>
    public FileNameSet(IReadOnlySet<string> names)
    {
        var bytes = names.Select(Encoding.UTF8.GetBytes).ToList();
        var byLength = bytes.ToLookup(b => b.Length);
        _byLength = [.. Enumerable.Range(0, bytes.Max(b => b.Length) + 1).Select(n => byLength[n].ToArray())];
        _anchor = CommonPart(bytes);
    }

    /// <summary>
    /// The longest part that all names have in common, such as <c>.so.</c>; may be empty. A vectorised search for it skips nearly all of a
    /// file.
    /// </summary>
    public ReadOnlySpan<byte> Anchor => _anchor;

    public bool Contains(ReadOnlySpan<byte> name)
    {
        if (name.Length >= _byLength.Length)
            return false;
        foreach (var candidate in _byLength[name.Length])
        {
            if (name.SequenceEqual(candidate))
                return true;
        }
        return false;
    }

    private static byte[] CommonPart(List<byte[]> names)
    {
        var shortest = names.MinBy(n => n.Length)!;
        for (var length = shortest.Length; length > 0; length--)
        {
            for (var start = 0; start + length <= shortest.Length; start++)
            {
                var part = shortest.AsMemory(start, length);
                if (names.TrueForAll(n => n.AsSpan().IndexOf(part.Span) >= 0))
                    return part.ToArray();
            }
        }
        return [];
    }
}
