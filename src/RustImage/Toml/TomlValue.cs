namespace RustImage.Toml;

/// <summary>A value of a TOML document (toml.io/en/v1.1.0).</summary>
/// <param name="place">Of the value; for a table under a header, of the header's key.</param>
internal abstract class TomlValue(TomlPlace place)
{
    public TomlPlace Place => place;

    /// <summary>What a message calls it: "a string", "an array".</summary>
    public abstract string Kind { get; }

    /// <exception cref="RustImageException">RIMG1031, always.</exception>
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

/// <summary>A float, a date or a time: none of the files that are read here gives one a meaning.</summary>
internal sealed class TomlOther(string kind, TomlPlace place) : TomlValue(place)
{
    public override string Kind => kind;
}

/// <param name="isOpen">Whether headers of the form <c>[[key]]</c> make it, so that a later one adds to it.</param>
internal sealed class TomlArray(bool isOpen, TomlPlace place) : TomlValue(place)
{
    public List<TomlValue> Items { get; } = [];

    public bool IsOpen => isOpen;

    public override string Kind => "an array";

    /// <exception cref="RustImageException">RIMG1031: an item is no string.</exception>
    public IReadOnlyList<string> Strings => Items.ConvertAll(i => i is TomlString s ? s.Text : throw i.IsNot("a string"));
}
