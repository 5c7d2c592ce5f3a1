namespace RustImage.Tasks;

/// <summary>What the last build has written.</summary>
/// <param name="Files">Full paths, without those that the project named itself.</param>
/// <param name="Directories">The directories with the states of each image, where there are several images.</param>
internal sealed record WrittenFiles(IReadOnlyList<string> Files, IReadOnlyList<string> Directories);
