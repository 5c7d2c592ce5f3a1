namespace RustImage.State;

/// <summary>What a path leads to after links are followed.</summary>
internal enum FileKind
{
    Missing,
    File,
    Directory,
}
