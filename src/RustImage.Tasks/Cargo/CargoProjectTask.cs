using Microsoft.Build.Framework;
using RustImage.Cargo;
using RustImage.CargoSettings;
using RustImage.Toolchain;

namespace RustImage.Tasks;

/// <summary>A task that reads Cargo.toml, and so learns where the build writes.</summary>
public abstract class CargoProjectTask : RustImageTask
{
    [Required]
    public string CargoPath { get; set; } = "";

    [Required]
    public string Manifest { get; set; } = "";

    public string Package { get; set; } = "";

    /// <summary>The file that keeps what cargo and rustc said of themselves.</summary>
    [Required]
    public string ToolAnswers { get; set; } = "";

    /// <summary>The directory for all that the build writes. Empty where the project chose other directories.</summary>
    public string IgnoredDirectory { get; set; } = "";

    /// <summary>Whether the SDK chooses the target directory of cargo.</summary>
    public bool OwnsTargetDirectory { get; set; }

    /// <summary>
    /// The target directory that the projects of a workspace share. Empty for a package alone, and where the project named a directory.
    /// </summary>
    [Output]
    public string SharedTargetDirectory { get; set; } = "";

    /// <summary>The full path of the Cargo.toml of the workspace's root; for a package alone, its own.</summary>
    [Output]
    public string WorkspaceManifest { get; set; } = "";

    /// <summary>Whether one of these files may have a table of settings.</summary>
    [Output]
    public bool HasSettings { get; set; }

    private protected CargoTool Cargo => ToolAnswerCache.Open(ToolAnswers).For(new CargoTool(CargoPath, Path.GetDirectoryName(Manifest)!));

    /// <summary>Sets <see cref="WorkspaceManifest"/> and <see cref="HasSettings"/>.</summary>
    private protected void FindSettings(IEnumerable<CargoProject> projects)
    {
        WorkspaceManifest = Path.Combine(projects.First().WorkspaceRoot, "Cargo.toml");
        HasSettings = projects.Select(p => p.ManifestPath).Prepend(WorkspaceManifest).Distinct().Any(MetadataTables.MayBeIn);
    }

    /// <summary>Sets <see cref="SharedTargetDirectory"/>, and makes the directories that hold what the build writes.</summary>
    private protected void PrepareDirectories(CargoProject project)
    {
        if (IgnoredDirectory.Length > 0)
            State.IgnoredDirectory.Create(IgnoredDirectory);
        if (!OwnsTargetDirectory || project.SharedTargetDirectory is not { } shared)
            return;
        State.IgnoredDirectory.Create(Path.GetDirectoryName(shared)!);
        SharedTargetDirectory = shared;
    }
}
