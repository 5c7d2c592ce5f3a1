namespace RustImage.Outputs.Registries;

/// <summary>An ImageReferenceFile whose references were replaced.</summary>
/// <param name="Source">The path of the item.</param>
/// <param name="Path">The path that the new text is written to.</param>
/// <param name="Count">The number of replaced references.</param>
internal sealed record ResolvedFile(string Source, string Path, byte[] Bytes, int Count);
