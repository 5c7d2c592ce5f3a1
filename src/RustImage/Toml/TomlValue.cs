namespace RustImage.Toml;

/// <summary>A value of a TOML document (toml.io/en/v1.1.0).</summary>
/// <param name="place">The place of the value. For a table under a header: the place of the key in the header.</param>
internal abstract class TomlValue(TomlPlace place)
{
    public TomlPlace Place => place;

    /// <summary>The kind of value for messages: "a string", "an array".</summary>
    public abstract string Kind { get; }

    /// <returns>The error RIMG1031, which names the wanted kind of value.</returns>
    public RustImageException IsNot(string wanted) => Messages.TomlType(place.File, place.Line, place.Column, Kind, wanted).ToException();
}

internal sealed class TomlString(string text, TomlPlace place) : TomlValue(place)
{
    public string Text => text;

    public override string Kind => "a string";
}

internal sealed class TomlInteger(long value, TomlPlace place) : TomlValue(place)
{
    public long Value => value;

    public override string Kind => "an integer";
}

internal sealed class TomlBoolean(bool value, TomlPlace place) : TomlValue(place)
{
    public bool Value => value;

    public override string Kind => "a boolean";
}

/// <summary>A float, a date or a time. None of the files that are read here uses them, so only the kind is kept.</summary>
internal sealed class TomlOther(string kind, TomlPlace place) : TomlValue(place)
{
    public override string Kind => kind;
}

/// <param name="isOpen">Whether headers <c>[[key]]</c> make the array, so that later ones add tables to it.</param>
internal sealed class TomlArray(bool isOpen, TomlPlace place) : TomlValue(place)
{
    public List<TomlValue> Items { get; } = [];

    public bool IsOpen => isOpen;

    public override string Kind => "an array";

    /// <exception cref="RustImageException">RIMG1031: an item is not a string.</exception>
    public IReadOnlyList<string> Strings => Items.ConvertAll(i => i is TomlString s ? s.Text : throw i.IsNot("a string"));
}
