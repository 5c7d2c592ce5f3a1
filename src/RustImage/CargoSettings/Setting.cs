using RustImage.Toml;

namespace RustImage.CargoSettings;

/// <summary>A key of <c>[package.metadata.rustimage]</c>, or of a table in it.</summary>
/// <param name="Key">In kebab case. <c>health-check.retries</c> is the key <c>retries</c> of the table <c>health-check</c>.</param>
/// <param name="Name">
/// The property or item that the key sets. For a key of an item's table: its metadata, or empty for the item itself.
/// </param>
/// <param name="Description">One sentence in Markdown, for the docs and the JSON Schema.</param>
internal sealed record Setting(string Key, string Name, SettingShape Shape, string Description)
{
    public ScalarKinds Scalars { get; init; } = ScalarKinds.Text;

    /// <summary>Whether <see cref="Name"/> is an item.</summary>
    public bool IsItem { get; init; }

    /// <summary>The keys of a table for one item. An item without required metadata can also be written as its text alone.</summary>
    public IReadOnlyList<Setting> Fields { get; init; } = [];

    /// <summary>The values that are allowed, and how the property spells them. Empty where any text is allowed.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();

    public bool IsRequired { get; init; }

    public bool AllowsEmpty { get; init; }

    /// <summary>Whether the property is a list that MSBuild or a task splits at semicolons.</summary>
    public bool IsSplit { get; init; }

    /// <summary>Whether cargo gets the value: several binaries of a project share it, since one call of cargo builds them.</summary>
    public bool IsForCargo { get; init; }

    /// <summary>Throws the error that a later step would throw for the value.</summary>
    public Action<string> Check { get; init; } = _ => { };

    /// <summary>Turns the value into the property's, with paths relative to the project.</summary>
    public Func<string, PathBase, string> Convert { get; init; } = (text, _) => text;

    /// <summary>The kind of value for messages and the docs: "an array of strings".</summary>
    public string Kind => Shape switch
    {
        SettingShape.One => One(Scalars),
        SettingShape.Many => $"an array of {Several(Scalars)}",
        SettingShape.OneOrMany => $"{One(Scalars)} or an array of {Several(Scalars)}",
        SettingShape.Map when Fields.Count > 0 => $"a table of {Several(Scalars)} or tables",
        SettingShape.Map => $"a table of {Several(Scalars)}",
        _ when IsShort => "an array of strings or tables",
        _ => "an array of tables",
    };

    /// <summary>Whether the text of an item may stand for its table.</summary>
    public bool IsShort => Fields.Count(f => f.IsRequired) == 1;

    private static string One(ScalarKinds kinds) => Join(kinds, "a string", "an integer", "a boolean");

    private static string Several(ScalarKinds kinds) => Join(kinds, "strings", "integers", "booleans");

    private static string Join(ScalarKinds kinds, params ReadOnlySpan<string> names)
    {
        var words = new List<string>();
        for (var i = 0; i < names.Length; i++)
        {
            if (((int)kinds & (1 << i)) != 0)
                words.Add(names[i]);
        }
        return words.Count < 2 ? words[0] : string.Join(", ", words[..^1]) + " or " + words[^1];
    }
}

internal enum SettingShape
{
    One,
    Many,
    OneOrMany,

    /// <summary>A table whose keys are the items.</summary>
    Map,

    /// <summary>An array of tables, each for one item.</summary>
    Tables,
}

[Flags]
internal enum ScalarKinds
{
    Text = 1,
    Integer = 2,
    Boolean = 4,
    Any = Text | Integer | Boolean,
}

/// <summary>One value of a setting: a part of a property, or an item with its metadata.</summary>
/// <param name="Metadata">Names and values.</param>
internal sealed record SettingValue(string Text, IReadOnlyList<KeyValuePair<string, string>> Metadata, TomlPlace Place);

/// <summary>A setting with what a Cargo.toml says of it.</summary>
internal sealed record WrittenSetting(Setting Setting, IReadOnlyList<SettingValue> Values, TomlPlace Place);
