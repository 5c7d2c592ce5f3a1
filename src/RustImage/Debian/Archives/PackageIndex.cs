using System.Text;
using RustImage.Formats.Deb822;

namespace RustImage.Debian.Archives;

/// <summary>A Packages file, which lists the packages of a component for an architecture.</summary>
/// <remarks>An image needs a few packages out of 60,000, so the text is kept, and a package is parsed only when it is asked for.</remarks>
internal sealed class PackageIndex
{
    private readonly byte[] _text;
    private readonly string _name;
    private readonly NameIndex _packages = new();
    private readonly NameIndex _provides = new();

    private PackageIndex(byte[] text, string name) => (_text, _name) = (text, name);

    /// <summary>The number of packages. Each version of a package counts.</summary>
    public int Count => _packages.Count;

    /// <param name="text">The decompressed file; read to its end.</param>
    /// <param name="name">Names the file in messages: "trixie main amd64".</param>
    /// <param name="size">The size of the text in bytes, which saves copying; 0 where it is unknown.</param>
    public static PackageIndex Read(Stream text, string name, long size = 0, CancellationToken cancellation = default)
    {
        var index = new PackageIndex(ReadAll(text, size, cancellation), name);
        index.Build(cancellation);
        return index;
    }

    /// <returns>All versions of a package, the newest first; empty where the archive does not have it.</returns>
    /// <exception cref="RustImageException">RIMG7023: the archive's description of the package is malformed.</exception>
    public IReadOnlyList<IndexedPackage> Find(string name) =>
        [.. Packages(_packages, name).Where(p => p.Name == name).OrderByDescending(p => p.Version)];

    /// <returns>The packages that provide a name in addition to their own, in the file's order.</returns>
    /// <inheritdoc cref="Find"/>
    public IReadOnlyList<IndexedPackage> ProvidersOf(string name) =>
        [.. Packages(_provides, name).Where(p => p.Provides.Any(v => v.Name == name))];

    private IEnumerable<IndexedPackage> Packages(NameIndex table, string name) =>
        table.Find(Encoding.UTF8.GetBytes(name)).Distinct().Select(ReadAt);

    private IndexedPackage ReadAt(int place)
    {
        ReadOnlySpan<byte> rest = _text.AsSpan(place);
        Deb822Reader.TryTakeParagraph(ref rest, out var paragraph);
        try
        {
            return IndexedPackage.Read(paragraph);
        }
        catch (FormatException e)
        {
            throw Messages.UnusablePackage(Deb822Reader.Find(paragraph, "Package"u8) ?? "", _name, e.Message).ToException(e);
        }
    }

    private void Build(CancellationToken cancellation)
    {
        ReadOnlySpan<byte> rest = _text;
        while (Deb822Reader.TryTakeParagraph(ref rest, out var paragraph))
        {
            var place = _text.Length - rest.Length - paragraph.Length;
            while (Deb822Reader.TryTakeField(ref paragraph, out var field, out var value))
            {
                if (field.Length == 7 && Ascii.EqualsIgnoreCase(field, "Package"u8))
                    _packages.Add(value, place);
                else if (field.Length == 8 && Ascii.EqualsIgnoreCase(field, "Provides"u8))
                    AddProvided(value, place);
            }
            cancellation.ThrowIfCancellationRequested();
        }
        _packages.Sort();
        _provides.Sort();
    }

    // "libssl3 (= 3.5.1), libcrypto3:any": a name ends at the first character that names cannot have.
    private void AddProvided(ReadOnlySpan<byte> list, int place)
    {
        foreach (var part in list.Split((byte)','))
        {
            var name = list[part].Trim(" \t\n"u8);
            var end = name.IndexOfAny(" \t\n(:"u8);
            _provides.Add(end < 0 ? name : name[..end], place);
        }
    }

    private static byte[] ReadAll(Stream text, long size, CancellationToken cancellation)
    {
        var bytes = new byte[size > 0 ? checked((int)size) : 1 << 20];
        var length = 0;
        while (true)
        {
            if (length == bytes.Length && size <= 0)
                Array.Resize(ref bytes, checked(length * 2));
            cancellation.ThrowIfCancellationRequested();
            var count = text.Read(bytes.AsSpan(length..Math.Min(bytes.Length, length + (1 << 20))));
            if (count == 0)
                break;
            length += count;
        }
        Array.Resize(ref bytes, length);
        return bytes;
    }
}
