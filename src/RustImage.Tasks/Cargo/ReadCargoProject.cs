using Microsoft.Build.Framework;
using RustImage.Cargo;
using RustImage.Images;

namespace RustImage.Tasks;

/// <summary>Cargo.toml → what it says of the application.</summary>
public sealed class ReadCargoProject : CargoProjectTask
{
    public string Binary { get; set; } = "";

    /// <summary>The binaries that one call of cargo builds, this one among them. Empty where it is built alone.</summary>
    public string[] CargoBins { get; set; } = [];

    /// <summary>Whether the outer build has written the state already, for all binaries of the project at once.</summary>
    public bool IsKnown { get; set; }

    [Required]
    public string ProjectState { get; set; } = "";

    /// <summary>The name of the image and of its archive.</summary>
    [Output]
    public string ImageName { get; set; } = "";

    [Output]
    public string PackageVersion { get; set; } = "";

    [Output]
    public string BinaryName { get; set; } = "";

    /// <summary>
    /// The full path of the package's own Cargo.toml; in a workspace, <see cref="CargoProjectTask.Manifest"/> may be another one.
    /// </summary>
    [Output]
    public string PackageManifest { get; set; } = "";

    /// <summary>The image's name in the form of a repository.</summary>
    [Output]
    public string Repository { get; set; } = "";

    /// <summary>The version in the form of a tag.</summary>
    [Output]
    public string Tag { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var project = IsKnown
            ? StepState.Read(ProjectState, StepJson.Readable.CargoProject)
            : await ReadAsync(cancellation).ConfigureAwait(false);
        PrepareDirectories(project);
        FindSettings([project]);
        (ImageName, PackageVersion, BinaryName) = (project.ImageName, project.Version, project.Binary);
        PackageManifest = project.ManifestPath;
        Repository = ImageReference.RepositoryOf(project.ImageName);
        Tag = ImageReference.TagOf(project.Version);
    }

    private async Task<CargoProject> ReadAsync(CancellationToken cancellation)
    {
        var project = await CargoProjectReader.ReadAsync(
            Cargo, Manifest, OrNull(Package), OrNull(Binary), List(CargoBins), LogAskCargo, cancellation).ConfigureAwait(false);
        StepOf(ProjectState).Keep(project, StepJson.Readable.CargoProject);
        return project;
    }
}
