using System.Globalization;
using System.Text;

namespace RustImage.Debian.Packages;

/// <param name="Offset">Where the member's data starts, in bytes from the start of the file.</param>
/// <param name="Length">The length of the member's data, in bytes.</param>
internal sealed record ArMember(string Name, long Offset, long Length);

/// <summary>Reads the list of members of a .deb, which is an ar archive (deb(5), "FORMAT").</summary>
internal static class ArArchive
{
    private const int HeaderLength = 60;

    /// <summary>The most members that are accepted. A .deb has three; dpkg skips further ones.</summary>
    private const int MostMembers = 64;

    private static ReadOnlySpan<byte> Magic => "!<arch>\n"u8;

    /// <param name="deb">The file's name for messages.</param>
    /// <exception cref="RustImageException">RIMG7002: the file is not an ar archive. RIMG7003: it is damaged.</exception>
    public static IReadOnlyList<ArMember> Members(Stream file, string deb)
    {
        var header = new byte[HeaderLength];
        file.Position = 0;
        if (file.ReadAtLeast(header.AsSpan(0, Magic.Length), Magic.Length, throwOnEndOfStream: false) < Magic.Length
            || !header.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw Messages.NoPackageFile(deb).ToException();
        var members = new List<ArMember>();
        while (file.Position < file.Length)
        {
            if (members.Count == MostMembers)
                throw Messages.DamagedPackage(deb, $"it has more than {MostMembers} members").ToException();
            if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
                throw Messages.DamagedPackage(deb, "it ends within a member's header").ToException();
            var member = Read(header, file.Position, deb);
            if (member.Length > file.Length - member.Offset)
                throw Messages.DamagedPackage(deb, $"it ends within its member '{member.Name}'").ToException();
            members.Add(member);
            // Members begin at even offsets. The last one may lack its byte of padding.
            file.Position = Math.Min(member.Offset + member.Length + (member.Length & 1), file.Length);
        }
        return members;
    }

    private static ArMember Read(ReadOnlySpan<byte> header, long offset, string deb)
    {
        var size = Encoding.Latin1.GetString(header[48..58]).TrimEnd(' ');
        if (!header[58..].SequenceEqual("`\n"u8) || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            throw Messages.DamagedPackage(deb, $"the header of a member is missing at byte {offset - HeaderLength}").ToException();
        // GNU ar ends names with a slash.
        var name = Encoding.Latin1.GetString(header[..16]).TrimEnd(' ');
        return new ArMember(name.EndsWith('/') ? name[..^1] : name, offset, length);
    }
}
