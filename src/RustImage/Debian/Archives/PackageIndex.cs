using System.Text;
using RustImage.Formats.Deb822;

namespace RustImage.Debian.Archives;

/// <summary>A Packages file: what an archive's component has for an architecture.</summary>
/// <remarks>An image needs a few packages out of 60,000: the text is kept, and only what is asked for is read into records.</remarks>
public sealed class PackageIndex
{
    private readonly byte[] _text;
    private readonly string _name;
    private readonly NameTable _packages = new();
    private readonly NameTable _provides = new();

    private PackageIndex(byte[] text, string name) => (_text, _name) = (text, name);

    /// <summary>The number of packages, each version counted.</summary>
    public int Count => _packages.Count;

    /// <param name="text">Decompressed; read to its end.</param>
    /// <param name="name">What messages quote, such as "trixie main amd64".</param>
    /// <param name="size">Of the text in bytes, where it is known: it saves copying.</param>
    public static PackageIndex Read(Stream text, string name, long size = 0, CancellationToken cancellation = default)
    {
        var index = new PackageIndex(ReadAll(text, size, cancellation), name);
        index.Build(cancellation);
        return index;
    }

    /// <returns>All versions of a package, the newest first; empty where there is none.</returns>
    /// <exception cref="RustImageException">RIMG7022: the archive describes it in a way that can't be used.</exception>
    public IReadOnlyList<IndexedPackage> Find(string name) =>
        [.. Packages(_packages, name).Where(p => p.Name == name).OrderByDescending(p => p.Version)];

    /// <returns>Those that provide a name beside their own, in the file's order.</returns>
    /// <inheritdoc cref="Find"/>
    public IReadOnlyList<IndexedPackage> ProvidersOf(string name) =>
        [.. Packages(_provides, name).Where(p => p.Provides.Any(v => v.Name == name))];

    private IEnumerable<IndexedPackage> Packages(NameTable table, string name) => table.Find(Encoding.UTF8.GetBytes(name)).Distinct().Select(ReadAt);

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

    // "libssl3 (= 3.5.1), libcrypto3:any": the name ends where its alphabet does.
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
