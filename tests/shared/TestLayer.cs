using System.Formats.Tar;
using System.Text;

namespace RustImage.Testing;

/// <summary>The tar of a layer, entry by entry. Names are written unchanged.</summary>
public sealed class TestLayer
{
    private readonly List<TarEntry> _entries = [];

    /// <summary>The tar format of the entries.</summary>
    public TarEntryFormat Format { get; init; } = TarEntryFormat.Pax;

    /// <summary>Changes the bytes of the tar, for invalid archives.</summary>
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
        // With a fixed time, so that two entries of a test are equal.
        _ => new PaxTarEntry(type, name, new Dictionary<string, string> { ["mtime"] = "0" }),
    };
}
