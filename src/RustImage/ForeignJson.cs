using System.Text.Json;

namespace RustImage;

/// <summary>A value in a JSON document that another program wrote, with its path for messages.</summary>
/// <remarks>
/// All JSON from outside comes in through this class, so that the same rules hold everywhere. A member that is null counts as missing. Of
/// members with the same name the last one counts, as in Go and .NET. A document with invalid Unicode, or beyond <see cref="MostBytes"/> or
/// <see cref="MostLevels"/>, is refused. A value of another kind than expected is a <see cref="ForeignJsonException"/>.
/// </remarks>
internal sealed partial class ForeignJson
{
    private readonly JsonElement _element;
    private readonly ForeignJson? _parent;
    private readonly string _step;

    private ForeignJson(JsonElement element, ForeignJson? parent = null, string step = "") =>
        (_element, _parent, _step) = (element, parent, step);

    /// <summary>Whether the document has this value. Null counts as missing.</summary>
    internal bool Exists => _element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    internal bool IsObject => _element.ValueKind == JsonValueKind.Object;

    internal bool IsArray => _element.ValueKind == JsonValueKind.Array;

    internal bool IsTrue => _element.ValueKind == JsonValueKind.True;

    /// <summary>"labels.a", "tags[1]"; empty for the whole document.</summary>
    private string Path => _parent?.Path is { Length: > 0 } path ? path + (_step.StartsWith('[') ? "" : ".") + _step : _step;

    /// <summary>Gets a member. Where it or this value is missing, the result is a missing value.</summary>
    /// <exception cref="ForeignJsonException">This value is not an object.</exception>
    internal ForeignJson this[string name] => new(Exists && AsObject().TryGetProperty(name, out var value) ? value : default, this, name);

    /// <summary>Whether the object has a member, also one that is null: servers in Go write null for an empty list.</summary>
    /// <exception cref="ForeignJsonException">This value is not an object.</exception>
    internal bool Has(string name) => AsObject().TryGetProperty(name, out _);

    /// <exception cref="ForeignJsonException">This value is not an object, or does not have the member.</exception>
    internal ForeignJson Required(string name) => this[name] is { Exists: true } value ? value : throw this[name].Refuse("is missing");

    /// <summary>Lists the members that are not null. Empty where this value is missing.</summary>
    /// <exception cref="ForeignJsonException">This value is not an object.</exception>
    internal IReadOnlyList<(string Name, ForeignJson Value)> Members()
    {
        var members = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in Exists ? AsObject().EnumerateObject() : default)
            members[member.Name] = member.Value;
        return [.. members.Select(m => (m.Key, new ForeignJson(m.Value, this, m.Key))).Where(m => m.Item2.Exists)];
    }

    /// <summary>Lists the elements of an array, including nulls. Empty where this value is missing.</summary>
    /// <exception cref="ForeignJsonException">This value is not an array.</exception>
    internal IReadOnlyList<ForeignJson> Items() => Items("an array");

    /// <exception cref="ForeignJsonException">This value is missing or not a string.</exception>
    internal string Text() => _element.ValueKind == JsonValueKind.String ? _element.GetString()! : throw IsNot("a string");

    /// <returns>Null where this value is missing.</returns>
    /// <exception cref="ForeignJsonException">This value is not a string.</exception>
    internal string? TextOrNull() => Exists ? Text() : null;

    /// <returns>Null where this value is missing, not a string, or empty.</returns>
    internal string? FindText() => _element.ValueKind == JsonValueKind.String && Text() is { Length: > 0 } text ? text : null;

    /// <summary>Gets the text of a member. Null also where this value is not an object.</summary>
    /// <inheritdoc cref="FindText()"/>
    internal string? FindText(string name) => IsObject ? this[name].FindText() : null;

    /// <exception cref="ForeignJsonException">This value is missing or not a 64-bit integer.</exception>
    internal long Number() =>
        _element.ValueKind == JsonValueKind.Number && _element.TryGetInt64(out var number) ? number : throw IsNot("a whole number");

    /// <returns>0 where this value is missing or not a 64-bit integer.</returns>
    internal long NumberOrZero() => _element.ValueKind == JsonValueKind.Number && _element.TryGetInt64(out var number) ? number : 0;

    /// <exception cref="ForeignJsonException">This value is missing or not a SHA-256 digest.</exception>
    internal Digest Digest() => RustImage.Digest.TryParse(Text()) ?? throw Refuse($"is '{Text()}', not a SHA-256 digest");

    /// <returns>Empty where this value is missing.</returns>
    /// <exception cref="ForeignJsonException">This value is not an array of strings.</exception>
    internal IReadOnlyList<string> Texts() => [.. Items("an array of strings").Select(i => i.Text())];

    /// <returns>Empty where this value is missing.</returns>
    /// <exception cref="ForeignJsonException">This value is not an object of strings.</exception>
    internal IReadOnlyDictionary<string, string> TextsByName() =>
        Members().ToDictionary(m => m.Name, m => m.Value.Text(), StringComparer.Ordinal);

    internal void WriteTo(Utf8JsonWriter json) => _element.WriteTo(json);

    /// <summary>Makes an exception for a rule that only the caller knows.</summary>
    /// <param name="problem">The end of a sentence that starts with the path: "is negative".</param>
    internal ForeignJsonException Refuse(string problem) => new($"{(Path.Length == 0 ? "the document" : $"'{Path}'")} {problem}");

    /// <returns>The value as JSON; empty where it is missing.</returns>
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
