using System.Text;

namespace RustImage.Debian.Archives;

/// <summary>OpenPGP data as text (RFC 9580, section 6.2). The checksum is not looked at: signatures protect better, and it is optional now.</summary>
internal static class OpenPgpArmour
{
    public static bool IsArmoured(ReadOnlySpan<byte> file) => file.IndexOf("-----BEGIN PGP "u8) >= 0;

    /// <param name="kind">PUBLIC KEY BLOCK or SIGNATURE; blocks of other kinds are left out, as is the text around them.</param>
    /// <returns>The data of all blocks, one after the other.</returns>
    /// <exception cref="FormatException">A block is damaged.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> file, string kind)
    {
        var data = new MemoryStream();
        using var lines = new StringReader(Encoding.Latin1.GetString(file));
        while (lines.ReadLine() is { } line)
        {
            if (line.TrimEnd() == $"-----BEGIN PGP {kind}-----")
                data.Write(Block(lines, $"-----END PGP {kind}-----"));
        }
        return data.ToArray();
    }

    private static byte[] Block(StringReader lines, string end)
    {
        var base64 = new StringBuilder();
        // Headers such as "Comment: x" end with a blank line.
        while (lines.ReadLine() is { } header && header.Trim().Length > 0)
        {
            if (!header.Contains(':', StringComparison.Ordinal))
                throw new FormatException("its armour is damaged");
        }
        while (lines.ReadLine() is { } text)
        {
            text = text.Trim();
            if (text == end)
                return Convert.FromBase64String(base64.ToString());
            // A line of "=" and four characters is the checksum.
            if (!(text.Length == 5 && text[0] == '='))
                base64.Append(text);
        }
        throw new FormatException("its armour is cut off");
    }
}
