using System.Text.Json;
using System.Text.Json.Nodes;
using RustImage.CargoSettings;

namespace RustImage.UnitTests.CargoSettings;

/// <summary>The JSON Schema of the settings (json-schema.org, draft 7), which editors of Cargo.toml read.</summary>
internal static class SettingSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = CanonicalJson.Encoder };

    public static string Create()
    {
        var table = new JsonObject { ["$ref"] = "#/definitions/settings" };
        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Settings of RustImage.Sdk in Cargo.toml",
            ["type"] = "object",
            ["properties"] = new JsonObject { ["package"] = In("metadata", "rustimage"), ["workspace"] = In("metadata", "rustimage") },
            ["definitions"] = new JsonObject { ["settings"] = Table(SettingTable.All, "") },
        }.ToJsonString(Indented) + "\n";

        JsonObject In(params ReadOnlySpan<string> names) => names.Length == 0 ? table.DeepClone().AsObject() : new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { [names[0]] = In(names[1..]) },
        };
    }

    private static JsonObject Table(IEnumerable<Setting> settings, string prefix)
    {
        var properties = new JsonObject();
        foreach (var group in settings.GroupBy(s => s.Key[prefix.Length..].Split('.')[0]))
        {
            var isTable = group.First().Key.Length > prefix.Length + group.Key.Length;
            properties[group.Key] = isTable ? Table(group, $"{prefix}{group.Key}.") : Describe(group.Single());
        }
        var result = new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (settings.Where(s => s.IsRequired).Select(s => (JsonNode)s.Key).ToArray() is { Length: > 0 } required)
            result["required"] = new JsonArray(required);
        return result;
    }

    private static JsonObject Describe(Setting setting)
    {
        var type = setting.Shape switch
        {
            SettingShape.One => Scalar(setting),
            SettingShape.Many => ArrayOf(Scalar(setting)),
            SettingShape.OneOrMany => AnyOf(Scalar(setting), ArrayOf(Scalar(setting))),
            SettingShape.Map => new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = setting.Fields.Count == 0
                    ? Scalar(setting) : AnyOf(Scalar(setting), Table(setting.Fields, "")),
            },
            _ => ArrayOf(setting.IsShort ? AnyOf(Scalar(setting), Table(setting.Fields, "")) : Table(setting.Fields, "")),
        };
        return new JsonObject([KeyValuePair.Create("description", (JsonNode?)setting.Description.Replace("`", "")), .. Parts(type)]);
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Parts(JsonObject type) =>
        type.Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()));

    private static JsonObject Scalar(Setting setting)
    {
        if (setting.Words.Count > 0 && setting.Scalars != ScalarKinds.Boolean)
        {
            var words = setting.Words.Keys.Select(w => (JsonNode)w);
            var booleans = setting.Scalars.HasFlag(ScalarKinds.Boolean) ? new JsonNode[] { true, false } : [];
            return new JsonObject { ["enum"] = new JsonArray([.. words, .. booleans]) };
        }
        string[] types =
        [
            .. new[] { (ScalarKinds.Text, "string"), (ScalarKinds.Integer, "integer"), (ScalarKinds.Boolean, "boolean") }
                .Where(k => setting.Scalars.HasFlag(k.Item1)).Select(k => k.Item2),
        ];
        return new JsonObject { ["type"] = types is [var one] ? one : new JsonArray([.. types.Select(t => (JsonNode)t)]) };
    }

    private static JsonObject ArrayOf(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject AnyOf(params IEnumerable<JsonNode> types) => new() { ["anyOf"] = new JsonArray([.. types]) };
}
