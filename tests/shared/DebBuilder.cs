using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace RustImage.Testing;

/// <summary>The compression of an archive inside a .deb.</summary>
public enum DebCompression
{
    None,
    Gzip,
    Xz,
    Zstd,
}

/// <summary>Makes valid and invalid .deb files without dpkg.</summary>
public sealed class DebBuilder
{
    private readonly List<(string Name, byte[] Bytes)> _controlFiles = [];
    private readonly List<TarEntry> _entries = [];

    /// <summary>The text of the control file.</summary>
    public string Control { get; set; }

    public DebCompression Compression { get; set; } = DebCompression.None;

    /// <summary>The text of the member debian-binary.</summary>
    public string FormatVersion { get; set; } = "2.0\n";

    public DebBuilder(string name = "sample", string version = "1.0-1", string architecture = "amd64") =>
        Control = $"Package: {name}\nVersion: {version}\nArchitecture: {architecture}\nMaintainer: Nobody <nobody@example.org>\n" +
            "Description: a sample\n";

    /// <param name="name">The name in the archive, for example <c>./usr/bin/tool</c>.</param>
    /// <param name="mode">Permission bits.</param>
    public DebBuilder File(string name, byte[] content, int mode = 0b110_100_100) =>
        Entry(new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content), Mode = (UnixFileMode)mode });

    public DebBuilder File(string name, string content, int mode = 0b110_100_100) => File(name, Encoding.UTF8.GetBytes(content), mode);

    public DebBuilder Directory(string name, int mode = 0b111_101_101) =>
        Entry(new GnuTarEntry(TarEntryType.Directory, name) { Mode = (UnixFileMode)mode });

    public DebBuilder Link(string name, string target) =>
        Entry(new GnuTarEntry(TarEntryType.SymbolicLink, name) { LinkName = target, Mode = (UnixFileMode)0b111_111_111 });

    public DebBuilder HardLink(string name, string first) => Entry(new GnuTarEntry(TarEntryType.HardLink, name) { LinkName = first });

    /// <summary>Adds any other tar entry.</summary>
    public DebBuilder Entry(TarEntry entry)
    {
        _entries.Add(entry);
        return this;
    }

    /// <summary>Adds a file to the control archive, such as md5sums.</summary>
    public DebBuilder ControlFile(string name, string content)
    {
        _controlFiles.Add((name, Encoding.UTF8.GetBytes(content)));
        return this;
    }

    public byte[] ControlTar() => Tar(
        _controlFiles.Prepend(("control", Encoding.UTF8.GetBytes(Control)))
            .Select(f => new GnuTarEntry(TarEntryType.RegularFile, $"./{f.Item1}")
            {
                DataStream = new MemoryStream(f.Item2),
            }));

    public byte[] DataTar() => Tar(_entries);

    public byte[] Build() => Ar(
        ("debian-binary", Encoding.UTF8.GetBytes(FormatVersion)),
        ("control.tar" + Extension, Compress(ControlTar())),
        ("data.tar" + Extension, Compress(DataTar())));

    /// <returns>The path.</returns>
    public string Write(string path)
    {
        System.IO.File.WriteAllBytes(path, Build());
        return path;
    }

    /// <summary>An ar archive with any members.</summary>
    public static byte[] Ar(params (string Name, byte[] Bytes)[] members)
    {
        using var ar = new MemoryStream();
        ar.Write("!<arch>\n"u8);
        foreach (var (name, bytes) in members)
        {
            ar.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $"{name,-16}{0,-12}{0,-6}{0,-6}{100644,-8}{bytes.Length,-10}`\n")));
            ar.Write(bytes);
            if (bytes.Length % 2 == 1)
                ar.WriteByte((byte)'\n');
        }
        return ar.ToArray();
    }

    /// <summary>An uncompressed tar with any entries.</summary>
    public static byte[] Tar(IEnumerable<TarEntry> entries)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Gnu, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                if (entry.DataStream is { } data)
                    data.Position = 0;
                entry.ModificationTime = DateTimeOffset.UnixEpoch;
                tar.WriteEntry(entry);
            }
        }
        // Without an entry, TarWriter does not write the end of the archive.
        return stream.Length == 0 ? new byte[1024] : stream.ToArray();
    }

    private string Extension => Compression switch
    {
        DebCompression.Gzip => ".gz",
        DebCompression.Xz => ".xz",
        DebCompression.Zstd => ".zst",
        _ => "",
    };

    private byte[] Compress(byte[] bytes) => Compression switch
    {
        DebCompression.Gzip => Compress(bytes, s => new GZipStream(s, CompressionLevel.Fastest, leaveOpen: true)),
        DebCompression.Zstd => Compress(bytes, s => new ZstdSharp.CompressionStream(s, leaveOpen: true)),
        DebCompression.Xz => Xz.Compress(bytes),
        _ => bytes,
    };

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> compressor)
    {
        using var packed = new MemoryStream();
        using (var stream = compressor(packed))
            stream.Write(bytes);
        return packed.ToArray();
    }
}
