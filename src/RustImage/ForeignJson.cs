using System.Text.Json;

namespace RustImage;

/// <summary>One value of a JSON document that another program wrote, with the path to it for messages.</summary>
/// <remarks>
/// The one way in for JSON from outside. It decides for all documents. A member that is null is missing. Of members with the same name the
/// last counts, as for Go's tools and .NET. Every text is valid Unicode; a document with another one is refused as a whole. A document has
/// at most <see cref="MostBytes"/> and <see cref="MostLevels"/>. A value of another kind than asked for is a
/// <see cref="ForeignJsonException"/>.
/// </remarks>
public sealed partial class ForeignJson
{
    private readonly JsonElement _element;
    private readonly ForeignJson? _parent;
    private readonly string _step;

    private ForeignJson(JsonElement element, ForeignJson? parent = null, string step = "") =>
        (_element, _parent, _step) = (element, parent, step);

    /// <summary>Whether the document has this value; a null does not count.</summary>
    internal bool Exists => _element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    internal bool IsObject => _element.ValueKind == JsonValueKind.Object;

    internal bool IsArray => _element.ValueKind == JsonValueKind.Array;

    internal bool IsTrue => _element.ValueKind == JsonValueKind.True;

    /// <summary>"labels.a", "tags[1]"; empty for the whole document.</summary>
    private string Path => _parent?.Path is { Length: > 0 } path ? path + (_step.StartsWith('[') ? "" : ".") + _step : _step;

    /// <summary>A member. Where it or this value is missing, the result is missing.</summary>
    /// <exception cref="ForeignJsonException">This is no object.</exception>
    internal ForeignJson this[string name] => new(Exists && AsObject().TryGetProperty(name, out var value) ? value : default, this, name);

    /// <summary>Whether it names a member, also where that is null: servers written in Go give null for an empty list.</summary>
    /// <exception cref="ForeignJsonException">This is no object.</exception>
    internal bool Has(string name) => AsObject().TryGetProperty(name, out _);

    /// <exception cref="ForeignJsonException">This is no object, or has no such member.</exception>
    internal ForeignJson Required(string name) => this[name] is { Exists: true } value ? value : throw this[name].Refuse("is missing");

    /// <summary>The members that are not null; none where this value is missing.</summary>
    /// <exception cref="ForeignJsonException">This is no object.</exception>
    internal IReadOnlyList<(string Name, ForeignJson Value)> Members()
    {
        var members = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in Exists ? AsObject().EnumerateObject() : default)
            members[member.Name] = member.Value;
        return [.. members.Select(m => (m.Key, new ForeignJson(m.Value, this, m.Key))).Where(m => m.Item2.Exists)];
    }

    /// <summary>The elements of an array, null ones included; none where this value is missing.</summary>
    /// <exception cref="ForeignJsonException">This is no array.</exception>
    internal IReadOnlyList<ForeignJson> Items() => Items("an array");

    /// <exception cref="ForeignJsonException">This is missing, or no text.</exception>
    internal string Text() => _element.ValueKind == JsonValueKind.String ? _element.GetString()! : throw IsNot("a string");

    /// <returns>Null where this value is missing.</returns>
    /// <exception cref="ForeignJsonException">This is no text.</exception>
    internal string? TextOrNull() => Exists ? Text() : null;

    /// <returns>Null where this value is missing, of another kind, or an empty text.</returns>
    internal string? FindText() => _element.ValueKind == JsonValueKind.String && Text() is { Length: > 0 } text ? text : null;

    /// <summary>A member's text. Null, too, where this is no object.</summary>
    /// <inheritdoc cref="FindText()"/>
    internal string? FindText(string name) => IsObject ? this[name].FindText() : null;

    /// <exception cref="ForeignJsonException">This is missing, no number, or none that a 64-bit integer can be.</exception>
    internal long Number() =>
        _element.ValueKind == JsonValueKind.Number && _element.TryGetInt64(out var number) ? number : throw IsNot("a whole number");

    /// <returns>0 where this is missing, no number, or none that a 64-bit integer can be.</returns>
    internal long NumberOrZero() => _element.ValueKind == JsonValueKind.Number && _element.TryGetInt64(out var number) ? number : 0;

    /// <exception cref="ForeignJsonException">This is missing, or no SHA-256 digest.</exception>
    internal Digest Digest() => RustImage.Digest.TryParse(Text()) ?? throw Refuse($"is '{Text()}', not a SHA-256 digest");

    /// <returns>Empty where this value is missing.</returns>
    /// <exception cref="ForeignJsonException">This is no array of texts.</exception>
    internal IReadOnlyList<string> Texts() => [.. Items("an array of strings").Select(i => i.Text())];

    /// <returns>Empty where this value is missing.</returns>
    /// <exception cref="ForeignJsonException">This is no object of texts.</exception>
    internal IReadOnlyDictionary<string, string> TextsByName() =>
        Members().ToDictionary(m => m.Name, m => m.Value.Text(), StringComparer.Ordinal);

    internal void WriteTo(Utf8JsonWriter json) => _element.WriteTo(json);

    /// <summary>A reason to refuse the document, for what only its reader can know.</summary>
    /// <param name="problem">"is …", after the path.</param>
    internal ForeignJsonException Refuse(string problem) => new($"{(Path.Length == 0 ? "the whole" : $"'{Path}'")} {problem}");

    /// <returns>The value as JSON, or an empty text where it is missing.</returns>
    public override string ToString() => Exists ? _element.GetRawText() : "";

    private IReadOnlyList<ForeignJson> Items(string expected) => _element.ValueKind == JsonValueKind.Array
        ? [.. _element.EnumerateArray().Select((e, i) => new ForeignJson(e, this, $"[{i}]"))]
        : Exists ? throw IsNot(expected) : [];

    private JsonElement AsObject() => IsObject ? _element : throw IsNot("an object");

    private ForeignJsonException IsNot(string expected) => Refuse(_element.ValueKind switch
    {
        JsonValueKind.Undefined => "is missing",
        JsonValueKind.Object => $"is an object, not {expected}",
        JsonValueKind.Array => $"is an array, not {expected}",
        JsonValueKind.String => $"is a string, not {expected}",
        JsonValueKind.Number when expected == "a whole number" => $"is {_element.GetRawText()}, not {expected}",
        JsonValueKind.Number => $"is a number, not {expected}",
        JsonValueKind.Null => $"is null, not {expected}",
        _ => $"is true or false, not {expected}",
    });
}
