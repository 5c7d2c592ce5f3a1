using System.Buffers.Binary;
using System.Text;
using RustImage.Closure.Sources;

namespace RustImage.Closure.Loading;

/// <summary>
/// Reads ld.so.cache, in which glibc's loader looks before its default directories (sysdeps/generic/dl-cache.h, format 1.1).
/// </summary>
/// <remarks>
/// An image keeps the cache of its base, which does not have the libraries that are added. The loader never reads ld.so.conf; only ldconfig
/// does. Entries for particular processors are skipped, since the image is for all machines of its platform.
/// </remarks>
internal sealed class LoaderCache
{
    private const string FilePath = "/etc/ld.so.cache";
    private const int OldHeaderSize = 16;
    private const int OldEntrySize = 12;
    private const int HeaderSize = 48;
    private const int EntrySize = 24;

    private readonly ILookup<string, string> _directories;

    private LoaderCache(IEnumerable<(string Name, string Path)> entries) =>
        _directories = entries.ToLookup(e => e.Name, e => ImagePath.DirectoryOf(e.Path), StringComparer.Ordinal);

    public static LoaderCache Empty { get; } = new([]);

    private static ReadOnlySpan<byte> OldMagic => "ld.so-1.7.0"u8;

    private static ReadOnlySpan<byte> Magic => "glibc-ld.so.cache1.1"u8;

    /// <returns>The directories that have a library of that name, in the order of the cache.</returns>
    public IEnumerable<string> DirectoriesOf(string name) => _directories[name];

    /// <exception cref="RustImageException">
    /// RIMG5123: the cache has an unknown form, so it is unknown what the loader would find.
    /// </exception>
    public static LoaderCache Read(ILibrarySource image, Platform platform)
    {
        if (image.Find(FilePath) is not { } file)
            return Empty;
        try
        {
            return new LoaderCache(Entries(File.ReadAllBytes(file.HostPath), platform));
        }
        catch (Exception e) when (e is FormatException or ArgumentOutOfRangeException)
        {
            throw Messages.BadLoaderCache(FilePath, image.Description).ToException(e);
        }
    }

    private static List<(string, string)> Entries(byte[] file, Platform platform)
    {
        var cache = file.AsSpan();
        // Caches that were made before glibc 2.32 begin with a table in the form of libc5.
        if (cache.StartsWith(OldMagic))
            cache = cache[((OldHeaderSize + Number(cache, 12) * OldEntrySize + 7) & ~7)..];
        if (!cache.StartsWith(Magic))
            throw new FormatException();
        var entries = new List<(string, string)>();
        for (var i = 0; i < Number(cache, Magic.Length); i++)
        {
            var entry = cache.Slice(HeaderSize + i * EntrySize, EntrySize);
            if (!entry[16..].ContainsAnyExcept((byte)0))
                entries.Add((Text(cache, Number(entry, 4)), Text(cache, Number(entry, 8))));
        }
        return entries;

        int Number(ReadOnlySpan<byte> bytes, int offset) => platform.IsLittleEndian
            ? BinaryPrimitives.ReadInt32LittleEndian(bytes[offset..])
            : BinaryPrimitives.ReadInt32BigEndian(bytes[offset..]);
    }

    private static string Text(ReadOnlySpan<byte> cache, int offset)
    {
        var text = cache[offset..];
        return Encoding.UTF8.GetString(text[..text.IndexOf((byte)0)]);
    }
}
