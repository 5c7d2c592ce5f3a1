using RustImage.Formats.Streams;
using RustImage.Formats.Tar;
using RustImage.Formats.Xz;
using ZstdSharp;

namespace RustImage.Debian.Packages;

/// <summary>Opens the control archive and the data archive of a .deb file (deb(5)).</summary>
internal sealed class PackageArchive
{
    /// <summary>The limit for the control archive, in bytes. The lists of files of the largest packages have some megabytes.</summary>
    private const long LargestControl = 64 << 20;

    private const long LargestData = 4L << 30;

    // xz compresses zeros 7,000 to 1. No real package comes near 1,000 to 1. Small archives may have any ratio.
    private const long LargestRatio = 1000;
    private const long SmallEnough = 16 << 20;

    private readonly Stream _file;
    private readonly string _deb;
    private readonly ArMember _control;
    private readonly ArMember _data;

    /// <param name="file">Can be sought in; stays open.</param>
    /// <param name="deb">The file's name for messages.</param>
    /// <exception cref="RustImageException">
    /// RIMG7002: the file is not a .deb. RIMG7003: it is damaged. RIMG7004: it is in a newer or unusual format.
    /// </exception>
    public PackageArchive(Stream file, string deb)
    {
        _file = file;
        _deb = deb;
        var members = ArArchive.Members(file, deb);
        if (members.Count == 0 || members[0].Name != "debian-binary")
            throw Messages.NoPackageFile(deb).ToException();
        CheckVersion(members[0]);
        // Members whose names begin with an underscore are to be ignored (deb(5)).
        var rest = members.Skip(1).Where(m => !m.Name.StartsWith('_')).ToList();
        _control = Member(rest, 0, "control.tar");
        _data = Member(rest, 1, "data.tar");
    }

    public TarReader OpenControl(CancellationToken cancellation) => Open(_control, LargestControl, cancellation);

    public TarReader OpenData(CancellationToken cancellation) => Open(_data, LargestData, cancellation);

    private void CheckVersion(ArMember member)
    {
        Span<byte> text = stackalloc byte[(int)Math.Min(member.Length, 16)];
        new SectionStream(_file, member.Offset, member.Length).ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        if (!text.StartsWith("2."u8))
        {
            var format = System.Text.Encoding.Latin1.GetString(text).TrimEnd('\n');
            throw Messages.UnsupportedPackage(_deb, $"the format '{format}'").ToException();
        }
    }

    private ArMember Member(List<ArMember> members, int index, string name)
    {
        if (members.Count <= index)
            throw Messages.DamagedPackage(_deb, $"it has no member '{name}'").ToException();
        var member = members[index];
        if (member.Name != name && !member.Name.StartsWith(name + ".", StringComparison.Ordinal))
            throw Messages.DamagedPackage(_deb, $"its member '{member.Name}' stands where '{name}' should be").ToException();
        return member;
    }

    private TarReader Open(ArMember member, long largest, CancellationToken cancellation)
    {
        var limit = Math.Min(largest, Math.Max(SmallEnough, member.Length * LargestRatio));
        var data = new UnpackedStream(
            Decompress(member), limit, damage => Messages.DamagedPackage(_deb, $"its member '{member.Name}' can't be unpacked ({damage})"),
            () => Messages.PackageTooLarge(_deb, $"more than {limit} bytes in '{member.Name}'"), cancellation);
        return new PackageTarReader(data, _deb, member.Name);
    }

    private Stream Decompress(ArMember member)
    {
        var packed = new SectionStream(_file, member.Offset, member.Length);
        return Path.GetExtension(member.Name) switch
        {
            ".tar" => packed,
            ".gz" => new GzipReader(packed),
            ".xz" => new XzStream(packed),
            ".zst" => new DecompressionStream(packed, checkEndOfStream: true, leaveOpen: false),
            var extension => throw Messages.UnsupportedPackage(_deb, $"the compression '{extension}'").ToException(),
        };
    }
}
