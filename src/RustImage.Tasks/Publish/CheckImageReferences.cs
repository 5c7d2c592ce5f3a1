using RustImage.Outputs.Registries;

namespace RustImage.Tasks;

/// <summary>Finds out whether the files can be resolved, before anything is pushed for them.</summary>
public sealed class CheckImageReferences : ReferencesTask
{
    /// <summary>What the projects will push: PROJECT, or PROJECT/BINARY for each of several images.</summary>
    public string[] Names { get; set; } = [];

    protected override Task RunAsync(CancellationToken cancellation)
    {
        // What stands for them is not known yet, and not asked for either.
        ReferenceFiles.Resolve(Plan(), Names.Distinct(StringComparer.Ordinal).ToDictionary(n => n));
        return Task.CompletedTask;
    }
}
