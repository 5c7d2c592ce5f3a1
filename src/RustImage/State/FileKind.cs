namespace RustImage.State;

/// <summary>What lies at a path, once links are followed.</summary>
public enum FileKind
{
    Missing,
    File,
    Directory,
}
