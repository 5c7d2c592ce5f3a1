namespace RustImage.Toml;

/// <param name="isOpen">Whether a header or a dotted key opens the table, so that later ones may add keys.</param>
internal sealed class TomlTable(bool isOpen, TomlPlace place) : TomlValue(place)
{
    private readonly Dictionary<string, TomlValue> _values = new(StringComparer.Ordinal);

    private readonly Dictionary<string, TomlPlace> _places = new(StringComparer.Ordinal);

    public bool IsOpen => isOpen;

    public override string Kind => "a table";

    public int Count => _values.Count;

    /// <summary>The keys and values in the order of the text.</summary>
    public IEnumerable<KeyValuePair<string, TomlValue>> Entries => _values;

    /// <summary>The keys and values in ordinal order of the keys, in which cargo keeps most tables.</summary>
    public IEnumerable<KeyValuePair<string, TomlValue>> Sorted => _values.OrderBy(e => e.Key, StringComparer.Ordinal);

    /// <returns>Null where the key is missing.</returns>
    public TomlValue? this[string key]
    {
        get => _values.GetValueOrDefault(key);
        set => _values[key] = value!;
    }

    public void Add(string key, TomlValue value, TomlPlace keyPlace)
    {
        _values.Add(key, value);
        _places.Add(key, keyPlace);
    }

    /// <returns>The place of a key, which stands before its value.</returns>
    public TomlPlace PlaceOf(string key) => _places.TryGetValue(key, out var place) ? place : _values[key].Place;

    public bool Contains(string key) => _values.ContainsKey(key);

    /// <returns>Null where the key is missing.</returns>
    /// <exception cref="RustImageException">RIMG1031: the value is not a string.</exception>
    public string? String(string key) => this[key] switch
    {
        null => null,
        TomlString s => s.Text,
        var other => throw other.IsNot("a string"),
    };

    /// <returns>Null where the key is missing.</returns>
    /// <exception cref="RustImageException">RIMG1031: the value is not a boolean.</exception>
    public bool? Boolean(string key) => this[key] switch
    {
        null => null,
        TomlBoolean b => b.Value,
        var other => throw other.IsNot("a boolean"),
    };

    /// <returns>Null where the key is missing.</returns>
    /// <exception cref="RustImageException">RIMG1031: the value is not an array of strings.</exception>
    public IReadOnlyList<string>? Strings(string key) => this[key] switch
    {
        null => null,
        TomlArray a => a.Strings,
        var other => throw other.IsNot("an array of strings"),
    };

    /// <returns>Null where the key is missing.</returns>
    /// <exception cref="RustImageException">RIMG1031: the value is not a table.</exception>
    public TomlTable? Table(string key) => this[key] switch
    {
        null => null,
        TomlTable t => t,
        var other => throw other.IsNot("a table"),
    };

    /// <returns>Null where the key is missing.</returns>
    /// <exception cref="RustImageException">RIMG1031: the value is not an array of tables.</exception>
    public IReadOnlyList<TomlTable>? Tables(string key) => this[key] switch
    {
        null => null,
        TomlArray a => a.Items.ConvertAll(i => i as TomlTable ?? throw i.IsNot("a table")),
        var other => throw other.IsNot("an array of tables"),
    };
}
