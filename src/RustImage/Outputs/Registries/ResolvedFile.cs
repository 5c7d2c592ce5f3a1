namespace RustImage.Outputs.Registries;

/// <summary>A file that deploys images, with what was pushed in the place of its references.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Path">Where it goes.</param>
/// <param name="Count">References that were replaced.</param>
public sealed record ResolvedFile(string Source, string Path, byte[] Bytes, int Count);
