using System.Text;

namespace RustImage.Formats.OpenPgp;

/// <summary>Decodes armour, the form of OpenPGP data as text (RFC 9580, section 6.2).</summary>
internal static class OpenPgpArmour
{
    public static bool IsArmoured(ReadOnlySpan<byte> file) => file.IndexOf("-----BEGIN PGP "u8) >= 0;

    /// <param name="kind">PUBLIC KEY BLOCK or SIGNATURE. Blocks of other kinds are skipped, and so is the text between blocks.</param>
    /// <returns>The data of all blocks, one after another.</returns>
    /// <exception cref="FormatException">A block is damaged.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> file, string kind)
    {
        var data = new MemoryStream();
        using var lines = new StringReader(Encoding.Latin1.GetString(file));
        while (lines.ReadLine() is { } line)
        {
            if (line.TrimEnd(' ', '\t') == $"-----BEGIN PGP {kind}-----")
                data.Write(Block(lines, $"-----END PGP {kind}-----"));
        }
        return data.ToArray();
    }

    private static byte[] Block(StringReader lines, string end)
    {
        var base64 = new StringBuilder();
        string? checksum = null;
        // Headers such as "Comment: x" end with a blank line.
        while (lines.ReadLine() is { } header && header.Trim(' ', '\t').Length > 0)
        {
            if (!header.Contains(':', StringComparison.Ordinal))
                throw new FormatException("its armour is damaged");
        }
        while (lines.ReadLine() is { } text)
        {
            text = text.Trim(' ', '\t');
            if (text == end)
                return Checked(Convert.FromBase64String(base64.ToString()), checksum);
            // "=" and four characters are the checksum, which is the last line.
            if (checksum is not null)
                break;
            if (text is ['=', _, _, _, _])
                checksum = text[1..];
            else
                base64.Append(text);
        }
        throw new FormatException("its armour is cut off");
    }

    /// <summary>Verifies the CRC24 of section 6.1. It is optional and protects from nothing, but gpgv refuses a wrong one.</summary>
    private static byte[] Checked(byte[] data, string? checksum)
    {
        var crc = 0xb704ce;
        foreach (var b in data)
        {
            crc ^= b << 16;
            for (var bit = 0; bit < 8; bit++)
            {
                crc <<= 1;
                if ((crc & 0x1000000) != 0)
                    crc ^= 0x1864cfb;
            }
        }
        byte[] computed = [(byte)(crc >> 16), (byte)(crc >> 8), (byte)crc];
        return checksum is null || Convert.FromBase64String(checksum).AsSpan().SequenceEqual(computed)
            ? data
            : throw new FormatException("the checksum of its armour is wrong");
    }
}
