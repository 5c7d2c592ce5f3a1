namespace RustImage.Toml;

/// <param name="isOpen">Whether a header or a dotted key makes it, so that a later one adds to it.</param>
internal sealed class TomlTable(bool isOpen, TomlPlace place) : TomlValue(place)
{
    private readonly Dictionary<string, TomlValue> _values = new(StringComparer.Ordinal);

    public bool IsOpen => isOpen;

    public override string Kind => "a table";

    public int Count => _values.Count;

    /// <summary>In the order of the text.</summary>
    public IEnumerable<KeyValuePair<string, TomlValue>> Entries => _values;

    /// <summary>In the order of the keys' bytes, in which cargo keeps most of its tables.</summary>
    public IEnumerable<KeyValuePair<string, TomlValue>> Sorted => _values.OrderBy(e => e.Key, StringComparer.Ordinal);

    /// <summary>Null where the key is missing.</summary>
    public TomlValue? this[string key]
    {
        get => _values.GetValueOrDefault(key);
        set => _values[key] = value!;
    }

    public bool Contains(string key) => _values.ContainsKey(key);

    /// <summary>Null where the key is missing.</summary>
    /// <exception cref="RustImageException">RIMG1031: it is no string.</exception>
    public string? String(string key) => this[key] switch
    {
        null => null,
        TomlString s => s.Text,
        var other => throw other.IsNot("a string"),
    };

    /// <summary>Null where the key is missing.</summary>
    /// <exception cref="RustImageException">RIMG1031: it is no boolean.</exception>
    public bool? Boolean(string key) => this[key] switch
    {
        null => null,
        TomlBoolean b => b.Value,
        var other => throw other.IsNot("a boolean"),
    };

    /// <summary>Null where the key is missing.</summary>
    /// <exception cref="RustImageException">RIMG1031: it is no array of strings.</exception>
    public IReadOnlyList<string>? Strings(string key) => this[key] switch
    {
        null => null,
        TomlArray a => a.Strings,
        var other => throw other.IsNot("an array of strings"),
    };

    /// <summary>Null where the key is missing.</summary>
    /// <exception cref="RustImageException">RIMG1031: it is no table.</exception>
    public TomlTable? Table(string key) => this[key] switch
    {
        null => null,
        TomlTable t => t,
        var other => throw other.IsNot("a table"),
    };

    /// <summary>Null where the key is missing.</summary>
    /// <exception cref="RustImageException">RIMG1031: it is no array of tables.</exception>
    public IReadOnlyList<TomlTable>? Tables(string key) => this[key] switch
    {
        null => null,
        TomlArray a => a.Items.ConvertAll(i => i as TomlTable ?? throw i.IsNot("a table")),
        var other => throw other.IsNot("an array of tables"),
    };
}
