using RustImage.Outputs.Registries;

namespace RustImage.Tasks;

/// <summary>Fails where a file can't be resolved, before anything is pushed for it.</summary>
public sealed class CheckImageReferences : ReferencesTask
{
    /// <summary>What the projects will push: PROJECT, or PROJECT/BINARY for each of several images.</summary>
    public string[] Names { get; set; } = [];

    protected override Task RunAsync(CancellationToken cancellation)
    {
        // The images are unknown before the push. Each name stands for itself, and the result is dropped.
        ReferenceResolver.Resolve(Plan(), Names.Distinct(StringComparer.Ordinal).ToDictionary(n => n));
        return Task.CompletedTask;
    }
}
