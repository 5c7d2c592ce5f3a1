using System.Text;

namespace RustImage.Formats.OpenPgp;

/// <summary>The parts of a text in the cleartext signature framework (RFC 9580, section 7).</summary>
/// <param name="Lines">
/// What is signed, and nothing else: without dash-escaping and trailing spaces, and with <c>\n</c> after each line.
/// </param>
/// <param name="Digests">The names of digests in the Hash headers: "SHA256".</param>
/// <param name="Signature">The armoured signatures, with the lines that begin and end them.</param>
internal sealed record ClearsignedText(byte[] Lines, IReadOnlyList<string> Digests, byte[] Signature)
{
    private const string Start = "-----BEGIN PGP SIGNED MESSAGE-----";
    private const string SignatureStart = "-----BEGIN PGP SIGNATURE-----";
    private const string SignatureEnd = "-----END PGP SIGNATURE-----";
    private const string HashHeader = "Hash:";

    /// <summary>
    /// Takes a file apart that holds one signed text and nothing else, as apt does: programs have been deceived by text around the
    /// signed part (CVE-2013-1051).
    /// </summary>
    /// <param name="origin">Where the file comes from, for messages.</param>
    /// <exception cref="RustImageException">RIMG7016: the file is not exactly one signed text.</exception>
    public static ClearsignedText Split(ReadOnlySpan<byte> file, string origin)
    {
        try
        {
            return Split(file);
        }
        catch (FormatException e)
        {
            throw Messages.NotClearsigned(origin, e.Message).ToException(e);
        }
    }

    /// <returns>
    /// The bytes that the signature is over: lines end with <c>\r\n</c>, except for the last one, whose end belongs to the signature.
    /// </returns>
    public byte[] Hashed()
    {
        var hashed = new MemoryStream(Lines.Length * 21 / 20);
        for (var rest = Lines.AsSpan(); rest.IndexOf((byte)'\n') is >= 0 and var end; rest = rest[(end + 1)..])
        {
            hashed.Write(rest[..end]);
            if (end + 1 < rest.Length)
                hashed.Write("\r\n"u8);
        }
        return hashed.ToArray();
    }

    private static ClearsignedText Split(ReadOnlySpan<byte> rest)
    {
        if (!Is(SkipBlank(ref rest), Start))
            throw new FormatException($"it does not start with '{Start}'");
        var digests = Headers(ref rest);
        var lines = new MemoryStream(rest.Length);
        while (true)
        {
            var line = Line(ref rest, "its signature is missing");
            if (Is(line, SignatureStart))
                break;
            lines.Write(line is [(byte)'-', ..] ? Unescape(line) : line);
            lines.WriteByte((byte)'\n');
        }
        var armour = new MemoryStream();
        armour.Write(Encoding.ASCII.GetBytes(SignatureStart + "\n"));
        ReadOnlySpan<byte> last;
        do
        {
            last = Line(ref rest, "its signature is cut off");
            armour.Write(last);
            armour.WriteByte((byte)'\n');
        }
        while (!Is(last, SignatureEnd));
        return SkipBlank(ref rest).IsEmpty
            ? new ClearsignedText(lines.ToArray(), digests, armour.ToArray())
            : throw new FormatException("it goes on after its signature");
    }

    private static List<string> Headers(scoped ref ReadOnlySpan<byte> rest)
    {
        var digests = new List<string>();
        while (Line(ref rest, "its text is missing") is { IsEmpty: false } line)
        {
            var header = Encoding.Latin1.GetString(line);
            if (!header.StartsWith(HashHeader, StringComparison.Ordinal))
                throw new FormatException("it has a header other than Hash");
            digests.AddRange(header[HashHeader.Length..].Split(',').Select(d => d.Trim(' ', '\t')));
        }
        return digests;
    }

    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> line) =>
        line is [_, (byte)' ', ..] ? line[2..] : throw new FormatException("its text has a line with a bare '-' at its start");

    /// <returns>The first line that is not blank; empty at the end of the file.</returns>
    private static ReadOnlySpan<byte> SkipBlank(scoped ref ReadOnlySpan<byte> rest)
    {
        while (rest.Length > 0)
        {
            if (Line(ref rest, "") is { IsEmpty: false } line)
                return line;
        }
        return [];
    }

    /// <summary>Takes the next line, without blanks at its end.</summary>
    /// <param name="atEnd">What the exception says at the end of the file.</param>
    private static ReadOnlySpan<byte> Line(scoped ref ReadOnlySpan<byte> rest, string atEnd)
    {
        if (rest.IsEmpty)
            throw new FormatException(atEnd);
        var end = rest.IndexOf((byte)'\n');
        var line = rest[..(end < 0 ? rest.Length : end)].TrimEnd(" \t\r"u8);
        rest = rest[(end < 0 ? rest.Length : end + 1)..];
        return line;
    }

    private static bool Is(ReadOnlySpan<byte> line, string marker) => Ascii.Equals(line, marker);
}
