namespace RustImage;

/// <summary>4007 to 4015 and 5008 to 5029: what a project adds to its image, and what the image says of itself.</summary>
public static partial class Messages
{
    public static Diagnostic NoKey(string item, string value) => new("RIMG5008",
        $"A {item} with the value '{value}' has no key: its Include is the key, such as org.example.team.");

    public static Diagnostic BadKey(string item, string key) => new("RIMG5009",
        $"The key of {item} '{Visible(key)}' has spaces or control characters: it takes a name without, such as org.example.team.");

    public static Diagnostic KeyTakenTwice(string item, string key, string one, string other) => new("RIMG5010",
        $"{item} '{key}' has two values, '{one}' and '{other}': keep one of the items, or change the value with <{item} Update=\"{key}\" … />.");

    public static Diagnostic BadAnnotationLevel(string key, string level) => new("RIMG5011",
        $"Level of ContainerAnnotation '{key}' is '{level}': it takes manifest (the default) or index.");

    /// <summary>Control characters as Unicode escapes, since a terminal would hide them.</summary>
    private static string Visible(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()));
}
