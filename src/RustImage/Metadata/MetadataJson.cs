using System.Text.Json;

namespace RustImage.Metadata;

/// <summary>One value of a metadata file, with the way to it for messages. A member that is null is one that is not there.</summary>
internal sealed class MetadataJson(JsonElement element, string source, string path = "")
{
    public static IReadOnlyList<string> Fields { get; } = ["tags", "tag-names", "labels", "annotations"];

    /// <returns>Null where there is none.</returns>
    public MetadataJson? Member(string name) => Members().LastOrDefault(m => m.Name == name).Value;

    /// <exception cref="RustImageException">RIMG5031: it is no object.</exception>
    public IEnumerable<(string Name, MetadataJson Value)> Members() =>
        from member in element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : throw Refuse($"{Subject} is {Kind}, not an object")
        where member.Value.ValueKind != JsonValueKind.Null
        select (member.Name, new MetadataJson(member.Value, source, path.Length == 0 ? member.Name : $"{path}.{member.Name}"));

    /// <exception cref="RustImageException">RIMG5031: it is no array of strings.</exception>
    public IReadOnlyList<string> Strings(string name) => Member(name)?.Strings() ?? [];

    /// <exception cref="RustImageException">RIMG5031: it is no object of strings.</exception>
    public IReadOnlyDictionary<string, string> Map(string name)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in Member(name)?.Members() ?? [])
            map[key.Length > 0 ? key : throw value.Refuse($"{name} has one without a key")] = value.Text();
        return map;
    }

    public RustImageException Refuse(string reason) => Messages.BadMetadata(source, reason).ToException();

    private IReadOnlyList<string> Strings() => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().Select((e, i) => new MetadataJson(e, source, $"{path}[{i}]").Text())]
        : throw Refuse($"{Subject} is {Kind}, not an array of strings");

    private string Text() => element.ValueKind == JsonValueKind.String
        ? element.GetString()!
        : throw Refuse($"{Subject} is {Kind}, not a string");

    private string Subject => path.Length == 0 ? "the whole" : $"'{path}'";

    private string Kind => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
