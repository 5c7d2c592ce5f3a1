using System.Buffers.Text;
using System.Text;

namespace RustImage.Formats.Tar;

/// <summary>The values of a pax header, which replace those of the header behind it (POSIX, pax, "pax Extended Header").</summary>
/// <param name="Path">The name in bytes; null, as every other value, where the header does not give it.</param>
/// <param name="Link">The link's target in bytes.</param>
/// <param name="Size">The size of the content, in bytes.</param>
/// <param name="IsSparse">Whether the content is in GNU's form of a sparse file (GNU tar, "Storing Sparse Files").</param>
internal sealed record PaxHeader(byte[]? Path, byte[]? Link, long? Size, bool IsSparse)
{
    /// <summary>The largest header that is read: several times what Linux allows for all extended attributes of a file.</summary>
    public const int MostBytes = 4 << 20;

    public long? UserId { get; init; }

    public long? GroupId { get; init; }

    /// <param name="records">
    /// Each is <c>LENGTH KEY=VALUE</c> and a newline. The length counts all of that, so a value may be any bytes.
    /// </param>
    /// <returns>Null where the bytes are not such records.</returns>
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
