using Microsoft.Build.Framework;
using RustImage.Cargo;

namespace RustImage.Tasks;

/// <summary>Cargo.toml → what it says of each of several binaries. Cargo is asked once for all of them.</summary>
public sealed class ReadCargoBinaries : CargoProjectTask
{
    /// <summary>A state for each binary, with Binary.</summary>
    [Required]
    public ITaskItem[] ProjectStates { get; set; } = [];

    /// <summary>The full paths of the Cargo.toml of the binaries' packages.</summary>
    [Output]
    public string[] PackageManifests { get; set; } = [];

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var names = ProjectStates.Select(s => s.GetMetadata("Binary")).ToList();
        var projects = await CargoProject
            .ReadAllAsync(Cargo, Manifest, OrNull(Package), names, LogAskCargo, cancellation).ConfigureAwait(false);
        PrepareDirectories(projects[0]);
        FindSettings(projects);
        PackageManifests = [.. projects.Select(p => p.ManifestPath).Distinct(StringComparer.Ordinal)];
        foreach (var (state, project) in ProjectStates.Zip(projects))
            StepOf(state.ItemSpec).Keep(project, StepJson.Readable.CargoProject);
    }
}
