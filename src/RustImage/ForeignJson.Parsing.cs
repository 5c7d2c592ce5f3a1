using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace RustImage;

/// <summary>From bytes to values. Callers say with which coded message they refuse a document, or take null.</summary>
public sealed partial class ForeignJson
{
    /// <summary>Of a document that is read value by value: several times what manifests and the answers of tools have.</summary>
    internal const int MostBytes = 64 << 20;

    /// <summary>Of values in values.</summary>
    internal const int MostLevels = 64;

    /// <summary>Reads a document value by value.</summary>
    /// <param name="utf8">With or without a byte order mark; with one, UTF-16 is read too, which PowerShell 5 writes.</param>
    /// <param name="refuse">The message for a document that is not JSON, or not as <paramref name="read"/> takes it.</param>
    /// <exception cref="RustImageException">What <paramref name="refuse"/> says.</exception>
    internal static T Read<T>(ReadOnlySpan<byte> utf8, Func<ForeignJson, T> read, Func<ForeignJsonException, Diagnostic> refuse)
    {
        try
        {
            return read(Parse(utf8));
        }
        catch (ForeignJsonException e)
        {
            throw refuse(e).ToException(e);
        }
    }

    /// <returns>Null where it is not JSON, not as <paramref name="read"/> takes it, or where that gives null.</returns>
    internal static T? TryRead<T>(ReadOnlySpan<byte> utf8, Func<ForeignJson, T?> read)
        where T : class
    {
        try
        {
            return read(Parse(utf8));
        }
        catch (ForeignJsonException)
        {
            return null;
        }
    }

    /// <returns>Null where it is not JSON, not as <paramref name="read"/> takes it, or where that gives null.</returns>
    internal static T? TryRead<T>(string text, Func<ForeignJson, T?> read)
        where T : class => TryRead(Encoding.UTF8.GetBytes(text), read);

    /// <summary>Reads a document into an object of its shape.</summary>
    /// <exception cref="ForeignJsonException">It is not JSON, or of another shape.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> utf8, JsonShape<T> shape)
        where T : class
    {
        var json = WithoutMark(utf8);
        var levels = shape.Type.Options.MaxDepth;
        Check(json, new JsonReaderOptions { MaxDepth = levels == 0 ? MostLevels : levels }, shape.AllowsNull);
        try
        {
            return JsonSerializer.Deserialize(json, shape.Type) ?? throw new ForeignJsonException("the whole is null");
        }
        catch (JsonException e)
        {
            throw NotAsExpected(e);
        }
    }

    /// <returns>Null where it is not JSON, or of another shape.</returns>
    /// <inheritdoc cref="Deserialize"/>
    public static T? TryDeserialize<T>(ReadOnlySpan<byte> utf8, JsonShape<T> shape)
        where T : class
    {
        try
        {
            return Deserialize(utf8, shape);
        }
        catch (ForeignJsonException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, bool)"/>
    /// <param name="text">Half of a surrogate pair, which an environment variable of Windows may have, becomes U+FFFD.</param>
    internal static ForeignJson Parse(string text, bool allowComments = false) => Parse(Encoding.UTF8.GetBytes(text), allowComments);

    /// <param name="allowComments">Whether people write such documents by hand, with comments and a comma behind the last element.</param>
    /// <exception cref="ForeignJsonException">It is not JSON, too large or too deep, or has a text that is no Unicode.</exception>
    internal static ForeignJson Parse(ReadOnlySpan<byte> utf8, bool allowComments = false)
    {
        var json = WithoutMark(utf8);
        if (json.Length > MostBytes)
            throw new ForeignJsonException($"it has more than {MostBytes} bytes");
        var reading = new JsonReaderOptions
        {
            MaxDepth = MostLevels,
            AllowTrailingCommas = allowComments,
            CommentHandling = allowComments ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow,
        };
        Check(json, reading, (_, _) => true);
        return new(JsonElement.Parse(json, new JsonDocumentOptions
        {
            MaxDepth = reading.MaxDepth,
            AllowTrailingCommas = reading.AllowTrailingCommas,
            CommentHandling = reading.CommentHandling,
        }));
    }

    /// <returns>The file's bytes; of one larger than <see cref="MostBytes"/> only so many that it is refused as too large.</returns>
    internal static byte[] ReadFile(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[Math.Min(Math.Max(file.Length, 4096), MostBytes) + 1];
        var count = 0;
        // Special files have a length of 0.
        while (file.Read(bytes, count, bytes.Length - count) is var read and > 0)
        {
            count += read;
            if (count == bytes.Length && count <= MostBytes)
                Array.Resize(ref bytes, Math.Min(count * 2, MostBytes + 1));
        }
        return bytes[..count];
    }

    /// <summary>Finds what .NET looks at only when a text is asked for, and nulls in lists, which .NET's types can't forbid.</summary>
    /// <param name="allowsNull">Told whether it is a member or an element, and in which member of the whole.</param>
    private static void Check(ReadOnlySpan<byte> json, JsonReaderOptions options, Func<bool, string?, bool> allowsNull)
    {
        if (!Utf8.IsValid(json))
            throw new ForeignJsonException("it is not JSON: it is not UTF-8");
        var reader = new Utf8JsonReader(json, options);
        var previous = JsonTokenType.None;
        string? place = null;
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped)
                    reader.GetString();
                if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
                    place = reader.GetString();
                if (reader is { TokenType: JsonTokenType.Null, CurrentDepth: > 0 }
                    && !allowsNull(previous == JsonTokenType.PropertyName, place))
                    throw new ForeignJsonException("it has null in place of a value", LineOf(json, reader.TokenStartIndex));
                previous = reader.TokenType;
            }
        }
        catch (JsonException e)
        {
            throw NotAsExpected(e, "it is not JSON: ");
        }
        catch (InvalidOperationException e)
        {
            throw new ForeignJsonException("it is not JSON: a text has half of a surrogate pair", LineOf(json, reader.TokenStartIndex), e);
        }
    }

    private static ForeignJsonException NotAsExpected(JsonException e, string before = "") =>
        new(before + e.Message, (int)Math.Min(e.LineNumber + 1 ?? 0, int.MaxValue), e);

    private static int LineOf(ReadOnlySpan<byte> json, long index) => json[..(int)index].Count((byte)'\n') + 1;

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> json)
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            if (json.StartsWith(encoding.Preamble))
                return Encoding.UTF8.GetBytes(encoding.GetString(json[encoding.Preamble.Length..]));
        }
        return json.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json;
    }
}
