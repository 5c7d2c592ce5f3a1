using Microsoft.Build.Framework;
using RustImage.Outputs.Registries;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>A task on files that name images by their projects.</summary>
public abstract class ReferencesTask : RustImageTask
{
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>The state of ResolveImageReferences.</summary>
    [Required]
    public string ResolvedState { get; set; } = "";

    [Required]
    public string OutputDirectory { get; set; } = "";

    /// <summary>Full paths of what was written before.</summary>
    private protected IReadOnlyList<string> EarlierFiles() => BuildStep.TryRead(ResolvedState, StepJson.Readable.Paths) ?? [];

    private protected IReadOnlyList<(string Source, string Target)> Plan() => ReferenceFiles.Plan(
        Files.Select(f => f.GetMetadata("FullPath")), EarlierFiles().ToHashSet(StringComparer.Ordinal), Path.GetDirectoryName(ProjectFile)!, OutputDirectory);
}
