using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace RustImage;

/// <summary>Parses bytes. Callers choose the coded message for a refused document, or get null.</summary>
internal sealed partial class ForeignJson
{
    /// <summary>
    /// The largest document that is read value by value, in bytes: several times the size of real manifests and tool output.
    /// </summary>
    internal const int MostBytes = 64 << 20;

    /// <summary>The deepest nesting of objects and arrays.</summary>
    internal const int MostLevels = 64;

    /// <summary>Reads a document value by value.</summary>
    /// <param name="utf8">UTF-8, with or without a byte order mark. UTF-16 with a mark is read, too, as PowerShell 5 writes it.</param>
    /// <param name="refuse">Makes the message for a document that is not JSON, or that <paramref name="read"/> refuses.</param>
    /// <exception cref="RustImageException">The message of <paramref name="refuse"/>.</exception>
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

    /// <returns>Null where the document is not JSON, or where <paramref name="read"/> refuses it or returns null.</returns>
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

    /// <inheritdoc cref="TryRead{T}(ReadOnlySpan{byte}, Func{ForeignJson, T})"/>
    internal static T? TryRead<T>(string text, Func<ForeignJson, T?> read)
        where T : class => TryRead(Encoding.UTF8.GetBytes(text), read);

    /// <summary>Reads a document into an object.</summary>
    /// <exception cref="ForeignJsonException">The document is not JSON, or does not have the shape.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> utf8, JsonShape<T> shape)
        where T : class
    {
        var json = WithoutMark(utf8);
        var levels = shape.Type.Options.MaxDepth;
        Check(json, new JsonReaderOptions { MaxDepth = levels == 0 ? MostLevels : levels }, shape.AllowsNull);
        try
        {
            return JsonSerializer.Deserialize(json, shape.Type) ?? throw new ForeignJsonException("the document is null");
        }
        catch (JsonException e)
        {
            throw NotAsExpected(e);
        }
    }

    /// <returns>Null where the document is not JSON, or does not have the shape.</returns>
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
    /// <param name="text">Environment variables of Windows may have half of a surrogate pair, which becomes U+FFFD.</param>
    internal static ForeignJson Parse(string text, bool allowComments = false) => Parse(Encoding.UTF8.GetBytes(text), allowComments);

    /// <param name="allowComments">
    /// Whether comments and a comma after the last element are allowed, for files that people write by hand.
    /// </param>
    /// <exception cref="ForeignJsonException">The document is not JSON, is too large or too deep, or has invalid Unicode.</exception>
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

    /// <returns>
    /// The bytes of the file. From a larger file, one byte more than <see cref="MostBytes"/>, so that parsing refuses it.
    /// </returns>
    internal static byte[] ReadFile(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[Math.Min(Math.Max(file.Length, 4096), MostBytes) + 1];
        var count = 0;
        // Special files such as pipes have the length 0.
        while (file.Read(bytes, count, bytes.Length - count) is var read and > 0)
        {
            count += read;
            if (count == bytes.Length && count <= MostBytes)
                Array.Resize(ref bytes, Math.Min(count * 2, MostBytes + 1));
        }
        return bytes[..count];
    }

    /// <summary>
    /// Finds invalid Unicode, which .NET would check only when a string is read, and nulls in lists, which .NET cannot forbid.
    /// </summary>
    /// <param name="allowsNull">
    /// Decides about a null, by whether it is a member (not an element), and by the outermost member that it is in.
    /// </param>
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
