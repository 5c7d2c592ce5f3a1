namespace RustImage.State;

/// <summary>What the last build of a project has written.</summary>
/// <param name="Files">Full paths, without those that the project named itself.</param>
/// <param name="Directories">The directories with the states of each image, where the project has several images.</param>
internal sealed record WrittenFiles(IReadOnlyList<string> Files, IReadOnlyList<string> Directories);
