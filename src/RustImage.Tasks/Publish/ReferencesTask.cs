using Microsoft.Build.Framework;
using RustImage.Outputs.Registries;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>A task on files that name images by their projects: <c>image: rustimage://hello</c>.</summary>
public abstract class ReferencesTask : RustImageTask
{
    /// <summary>ImageReferenceFile items.</summary>
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>The state of ResolveImageReferences, which holds the full paths that it wrote.</summary>
    [Required]
    public string ResolvedState { get; set; } = "";

    [Required]
    public string OutputDirectory { get; set; } = "";

    private protected IReadOnlyList<string> ReadEarlierFiles() => BuildStep.TryRead(ResolvedState, StepJson.Readable.Paths) ?? [];

    private protected IReadOnlyList<(string Source, string Target)> Plan() => ReferenceResolver.Plan(
        Files.Select(f => f.GetMetadata("FullPath")), ReadEarlierFiles().ToHashSet(StringComparer.Ordinal),
        ProjectDirectory, OutputDirectory);
}
