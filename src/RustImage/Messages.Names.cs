namespace RustImage;

/// <summary>0009 to 0011: names in project files.</summary>
internal static partial class Messages
{
    public static Diagnostic UnknownProperty(string name, string nearest) => new("RIMG0009",
        $"The property '{name}' is unknown and has no effect: write '{nearest}'. If the name is your own, add RIMG0009 to "
        + $"MSBuildWarningsAsMessages.");

    public static Diagnostic UnknownItem(string name, string nearest) => new("RIMG0010",
        $"The item '{name}' is unknown and has no effect: write '{nearest}'. If the name is your own, add RIMG0010 to "
        + $"MSBuildWarningsAsMessages.");

    /// <param name="advice">What the user may have meant: "write 'Files'".</param>
    public static Diagnostic UnknownMetadata(string name, string item, string advice) => new("RIMG0011",
        $"'{name}' has no effect on {item}: {advice}. If the name is your own, add RIMG0011 to MSBuildWarningsAsMessages.");
}
