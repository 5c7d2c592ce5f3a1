using RustImage.Outputs.Registries;

namespace RustImage.Tasks;

/// <summary>Finds out whether the files can be resolved, before anything is pushed for them.</summary>
public sealed class CheckImageReferences : ReferencesTask
{
    /// <summary>Project files, this one's aside.</summary>
    public string[] Projects { get; set; } = [];

    protected override Task RunAsync(CancellationToken cancellation)
    {
        // What stands for them is not known yet, and not asked for either.
        var names = Projects.Append(ProjectFile).Select(p => Path.GetFileNameWithoutExtension(p)!).Distinct(StringComparer.Ordinal);
        ReferenceFiles.Resolve(Plan(), names.ToDictionary(n => n));
        return Task.CompletedTask;
    }
}
