using Microsoft.Build.Framework;
using RustImage.Cargo;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Deletes everything that builds have written: what the states of their steps tell of, and what cargo built.</summary>
public sealed class CleanImage : WrittenFilesTask
{
    [Required]
    public string CargoPath { get; set; } = "";

    [Required]
    public string Manifest { get; set; } = "";

    /// <summary>The target directory of cargo. Empty where other projects may use it, too.</summary>
    public string TargetDirectory { get; set; } = "";

    /// <inheritdoc cref="CargoProjectTask.IgnoredDirectory"/>
    public string IgnoredDirectory { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var old = new OldOutput(ProjectDirectory, OldDirectory);
        CleanerOf([.. InnerDirectories, OldDirectory]).RemoveAll(ReadWrittenFiles());
        old.DeleteRest();
        if (Directory.Exists(TargetDirectory) && !await IsSharedAsync(cancellation).ConfigureAwait(false))
            Directory.Delete(TargetDirectory, recursive: true);
        if (IgnoredDirectory.Length > 0)
            State.IgnoredDirectory.DeleteEmpty(IgnoredDirectory);
    }

    /// <summary>Whether the projects of a workspace share the directory. A Cargo.toml with errors may belong to a workspace.</summary>
    private async Task<bool> IsSharedAsync(CancellationToken cancellation)
    {
        try
        {
            var cargo = new CargoTool(CargoPath, Path.GetDirectoryName(Manifest)!);
            return (await CargoProject.WorkspaceAsync(cargo, Manifest, LogAskCargo, cancellation).ConfigureAwait(false)).HasSeveralMembers;
        }
        catch (RustImageException)
        {
            return true;
        }
    }
}
