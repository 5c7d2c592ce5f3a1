using System.Formats.Tar;
using System.Text;

namespace RustImage.Testing;

/// <summary>A layer's tar, entry by entry; names are written as they are given.</summary>
public sealed class TestLayer
{
    private readonly List<TarEntry> _entries = [];

    /// <summary>Of the entries that follow.</summary>
    public TarEntryFormat Format { get; init; } = TarEntryFormat.Pax;

    /// <summary>For what no writer writes.</summary>
    public Func<byte[], byte[]> Change { get; init; } = tar => tar;

    public TestLayer File(string name, string text) => File(name, Encoding.UTF8.GetBytes(text));

    public TestLayer File(string name, byte[] bytes)
    {
        var entry = Create(TarEntryType.RegularFile, name);
        entry.DataStream = new MemoryStream(bytes, writable: false);
        return Add(entry);
    }

    public TestLayer Directory(string name) => Add(Create(TarEntryType.Directory, name));

    public TestLayer Link(string name, string target) => Linked(TarEntryType.SymbolicLink, name, target);

    public TestLayer HardLink(string name, string target) => Linked(TarEntryType.HardLink, name, target);

    public TestLayer Device(string name) => Add(Create(TarEntryType.CharacterDevice, name));

    public TestLayer Add(TarEntry entry)
    {
        _entries.Add(entry);
        return this;
    }

    public byte[] ToTar()
    {
        var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, Format, leaveOpen: true))
        {
            foreach (var entry in _entries)
            {
                if (entry.DataStream is { } data)
                    data.Position = 0;
                tar.WriteEntry(entry);
            }
        }
        return Change(bytes.ToArray());
    }

    private TestLayer Linked(TarEntryType type, string name, string target)
    {
        var entry = Create(type, name);
        entry.LinkName = target;
        return Add(entry);
    }

    private TarEntry Create(TarEntryType type, string name) => Format switch
    {
        TarEntryFormat.Gnu => new GnuTarEntry(type, name),
        TarEntryFormat.Ustar => new UstarTarEntry(type, name),
        // With a time that is given: the two entries of one test are the same then.
        _ => new PaxTarEntry(type, name, new Dictionary<string, string> { ["mtime"] = "0" }),
    };
}
