namespace RustImage.Names;

/// <summary>A place in a project file that gives a value to a name.</summary>
/// <param name="Item">For metadata, the item that has them; else null.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based: where the name starts.</param>
internal sealed record NameUse(NameKind Kind, string Name, string? Item, string File, int Line, int Column);

internal enum NameKind
{
    Property,
    Item,
    Metadata,
}
