using Microsoft.Build.Framework;
using RustImage.Outputs.Registries;

namespace RustImage.Tasks;

/// <summary>Files that name images by their projects → the same files with what was pushed, for kubectl or docker compose.</summary>
public sealed class ResolveImageReferences : ReferencesTask
{
    /// <summary>What was pushed, with Project, ProjectFile and Binary. The first repository of a project counts.</summary>
    public ITaskItem[] References { get; set; } = [];

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var plan = Plan();
        // One bad file must not leave a directory of which some files are new: resolve all, then write.
        var resolved = ReferenceResolver.Resolve(plan, PushedProject.MapImages([.. References.Select(ReadReference)]));
        new ResolvedDirectory(OutputDirectory).Write(resolved, ReadEarlierFiles());
        foreach (var file in resolved)
        {
            if (file.Count == 0)
                LogWarning(Messages.NoReferenceIn(file.Source));
            Log.LogMessage(MessageImportance.High, "{0} -> {1}", file.Source, file.Path);
        }
        string[] written = [.. resolved.Select(r => r.Path)];
        StepOf(ResolvedState).Keep(written, StepJson.Readable.Paths, written: written);
        return Task.CompletedTask;
    }

    private static PushedProject ReadReference(ITaskItem item) =>
        new(item.GetMetadata("Project"), item.GetMetadata("ProjectFile"), item.GetMetadata("Binary"), item.ItemSpec);
}
