using Microsoft.Build.Framework;
using RustImage.Cargo;

namespace RustImage.Tasks;

/// <summary>Cargo.toml → what it says of each of several binaries. Cargo is asked once for all of them.</summary>
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

    /// <summary>A state for each binary, with Binary.</summary>
    [Required]
    public ITaskItem[] ProjectStates { get; set; } = [];

    /// <inheritdoc cref="ReadCargoProject.SharedTargetDirectory"/>
    [Output]
    public string SharedTargetDirectory { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var cargo = Toolchain.ToolAnswerCache.Open(ToolAnswers).For(new CargoTool(CargoPath, Path.GetDirectoryName(Manifest)!));
        var names = ProjectStates.Select(s => s.GetMetadata("Binary")).ToList();
        var projects = await CargoProject
            .ReadAllAsync(cargo, Manifest, OrNull(Package), names, LogAskCargo, cancellation).ConfigureAwait(false);
        foreach (var (state, project) in ProjectStates.Zip(projects))
            StepOf(state.ItemSpec).Keep(project, StepJson.Readable.CargoProject);
        SharedTargetDirectory = projects[0].SharedTargetDirectory ?? "";
    }
}
