using Microsoft.Build.Framework;
using RustImage.Cargo;

namespace RustImage.Tasks;

/// <summary>Cargo.toml → what it says of each of several applications, asked once for all of them.</summary>
public sealed class ReadCargoBinaries : RustImageTask
{
    [Required]
    public string CargoPath { get; set; } = "";

    [Required]
    public string Manifest { get; set; } = "";

    public string Package { get; set; } = "";

    /// <inheritdoc cref="ReadCargoProject.ToolAnswers"/>
    [Required]
    public string ToolAnswers { get; set; } = "";

    /// <summary>Where each result is written, with Binary.</summary>
    [Required]
    public ITaskItem[] ProjectStates { get; set; } = [];

    /// <inheritdoc cref="ReadCargoProject.SharedTargetDirectory"/>
    [Output]
    public string SharedTargetDirectory { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var cargo = Toolchain.ToolAnswers.Open(ToolAnswers).For(new CargoTool(CargoPath, Path.GetDirectoryName(Manifest)!));
        var names = ProjectStates.Select(s => s.GetMetadata("Binary")).ToList();
        var projects = await CargoProject.ReadAllAsync(cargo, Manifest, OrNull(Package), names, LogDoubt, cancellation).ConfigureAwait(false);
        foreach (var (step, project) in ProjectStates.Zip(projects))
            StepOf(step.ItemSpec).Keep(project, StepJson.Readable.CargoProject);
        SharedTargetDirectory = projects[0].SharedTargetDirectory ?? "";
    }
}
