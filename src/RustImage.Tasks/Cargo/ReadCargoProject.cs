using Microsoft.Build.Framework;
using RustImage.Cargo;
using RustImage.Images;

namespace RustImage.Tasks;

/// <summary>Cargo.toml → what it says of the application.</summary>
public sealed class ReadCargoProject : RustImageTask
{
    [Required]
    public string CargoPath { get; set; } = "";

    [Required]
    public string Manifest { get; set; } = "";

    public string Package { get; set; } = "";

    public string Binary { get; set; } = "";

    /// <summary>CargoBins: those that one build of cargo's makes, the binary among them; none where it is built alone.</summary>
    public string[] CargoBins { get; set; } = [];

    /// <summary>Whether the result is there already, written for all binaries of the project at once.</summary>
    public bool IsKnown { get; set; }

    /// <summary>Where it is kept what cargo said of itself.</summary>
    [Required]
    public string ToolAnswers { get; set; } = "";

    /// <summary>Where the result is written.</summary>
    [Required]
    public string ProjectState { get; set; } = "";

    /// <summary>What the image and its archive are called.</summary>
    [Output]
    public string ImageName { get; set; } = "";

    [Output]
    public string PackageVersion { get; set; } = "";

    [Output]
    public string BinaryName { get; set; } = "";

    /// <summary>The Cargo.toml of the package itself.</summary>
    [Output]
    public string PackageManifest { get; set; } = "";

    /// <summary>The image's name in the form of a repository.</summary>
    [Output]
    public string Repository { get; set; } = "";

    /// <summary>The version in the form of a tag.</summary>
    [Output]
    public string Tag { get; set; } = "";

    /// <summary>Where projects of this workspace share what cargo builds; empty where there is nothing to share.</summary>
    [Output]
    public string SharedTargetDirectory { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var project = IsKnown ? StepState.Read(ProjectState, StepJson.Readable.CargoProject) : await ReadAsync(cancellation).ConfigureAwait(false);
        if (!IsKnown)
            StepOf(ProjectState).Keep(project, StepJson.Readable.CargoProject);
        (ImageName, PackageVersion, BinaryName) = (project.ImageName, project.Version, project.Binary);
        PackageManifest = project.ManifestPath;
        Repository = ImageReference.RepositoryOf(project.ImageName);
        Tag = ImageReference.TagOf(project.Version);
        SharedTargetDirectory = project.SharedTargetDirectory ?? "";
    }

    private async Task<CargoProject> ReadAsync(CancellationToken cancellation)
    {
        var cargo = Toolchain.ToolAnswers.Open(ToolAnswers).For(new CargoTool(CargoPath, Path.GetDirectoryName(Manifest)!));
        if (CargoBins.Length == 0)
            return await CargoProject.ReadAsync(cargo, Manifest, OrNull(Package), OrNull(Binary), LogDoubt, cancellation).ConfigureAwait(false);
        var names = List(CargoBins.Append(Binary));
        var all = await CargoProject.ReadAllAsync(cargo, Manifest, OrNull(Package), names, LogDoubt, cancellation).ConfigureAwait(false);
        return all.First(p => p.Binary == Binary);
    }
}
