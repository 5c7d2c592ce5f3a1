using Microsoft.Build.Framework;
using RustImage.Outputs.Registries;

namespace RustImage.Tasks;

/// <summary>A task on files that name images by their projects.</summary>
public abstract class ReferencesTask : RustImageTask
{
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>Full paths of what was written before.</summary>
    public string[] EarlierFiles { get; set; } = [];

    [Required]
    public string OutputDirectory { get; set; } = "";

    private protected IReadOnlyList<(string Source, string Target)> Plan() => ReferenceFiles.Plan(
        Files.Select(f => f.GetMetadata("FullPath")), EarlierFiles.ToHashSet(StringComparer.Ordinal), Path.GetDirectoryName(ProjectFile)!, OutputDirectory);
}
