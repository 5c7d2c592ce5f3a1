namespace RustImage.Layers;

/// <summary>What a build tool knows of a project file's expressions.</summary>
internal interface IProjectValues
{
    /// <returns>The text with the values of its properties and items; null where they are unknown.</returns>
    string? Expand(string text);

    /// <returns>Whether a condition holds; null where that is unknown.</returns>
    bool? IsTrue(string condition);
}

/// <summary>Knows only expressions that are the same in every build: texts without properties, and no condition.</summary>
internal sealed class PlainValues : IProjectValues
{
    public string? Expand(string text) => text.AsSpan().ContainsAny('$', '@', '%') ? null : text;

    public bool? IsTrue(string condition) => null;
}
