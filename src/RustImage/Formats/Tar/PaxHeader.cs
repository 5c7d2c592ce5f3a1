using System.Buffers.Text;
using System.Text;

namespace RustImage.Formats.Tar;

/// <summary>What an extended header says in place of the header that follows (pax, "pax Extended Header").</summary>
/// <param name="Path">Bytes; null where it says none, as of the others.</param>
/// <param name="Size">Of the data, in bytes.</param>
/// <param name="IsSparse">The data is GNU's form of a sparse file (GNU tar, "Storing Sparse Files").</param>
internal sealed record PaxHeader(byte[]? Path, byte[]? Link, long? Size, bool IsSparse)
{
    public long? UserId { get; init; }

    public long? GroupId { get; init; }

    /// <summary>Several times what all attributes of a file may have together.</summary>
    public const int MostBytes = 4 << 20;

    /// <param name="records">Each is <c>LENGTH KEY=VALUE</c> and a newline, and the length counts all of that: a value may be any bytes.</param>
    /// <returns>Null where they are none.</returns>
    public static PaxHeader? Read(ReadOnlySpan<byte> records)
    {
        var header = new PaxHeader(null, null, null, false);
        while (records.Length > 0)
        {
            if (!Utf8Parser.TryParse(records, out int length, out var digits) || length <= digits + 2 || length > records.Length
                || records[digits] != (byte)' ' || records[length - 1] != (byte)'\n')
                return null;
            var record = records[(digits + 1)..(length - 1)];
            var equals = record.IndexOf((byte)'=');
            if (equals <= 0 || header.With(Encoding.UTF8.GetString(record[..equals]), record[(equals + 1)..]) is not { } next)
                return null;
            header = next;
            records = records[length..];
        }
        return header;
    }

    private PaxHeader? With(string key, ReadOnlySpan<byte> value) => key switch
    {
        "path" => this with { Path = value.ToArray() },
        "linkpath" => this with { Link = value.ToArray() },
        "size" => Number(value) is { } size ? this with { Size = size } : null,
        "uid" => Number(value) is { } user ? this with { UserId = user } : null,
        "gid" => Number(value) is { } group ? this with { GroupId = group } : null,
        _ when key.StartsWith("GNU.sparse.", StringComparison.Ordinal) => this with { IsSparse = true },
        _ => this,
    };

    private static long? Number(ReadOnlySpan<byte> value) =>
        Utf8Parser.TryParse(value, out long number, out var digits) && digits == value.Length && number >= 0 ? number : null;
}
