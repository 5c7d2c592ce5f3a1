namespace RustImage.State;

/// <summary>What builds of earlier versions wrote to <c>obj/</c> and <c>bin/</c> beside the project file.</summary>
/// <param name="projectDirectory">A full path.</param>
/// <param name="stateDirectory">The directory of their states, <c>obj/CONFIGURATION/PROJECT</c> or below; it may be missing.</param>
internal sealed class OldOutput(string projectDirectory, string stateDirectory)
{
    /// <summary>Whether an earlier version built here, and its files are still there.</summary>
    public bool Exists { get; } = StateFolder.Read(stateDirectory).Count > 0;

    /// <summary>Deletes what is left when the files of the states are deleted: cargo's target directory, and empty directories.</summary>
    public void DeleteRest()
    {
        if (!Exists)
            return;
        var cargo = Path.Combine(projectDirectory, "obj", "cargo");
        if (File.Exists(Path.Combine(cargo, "CACHEDIR.TAG")))
            Directory.Delete(cargo, recursive: true);
        string[] parts = [.. Path.GetRelativePath(projectDirectory, stateDirectory).Split(Path.DirectorySeparatorChar).Where(p => p != "")];
        StateFolder.DeleteEmpty(
        [
            .. Enumerable.Range(1, parts.Length).Select(n => Path.Combine([projectDirectory, .. parts[..n]])),
            Path.Combine(projectDirectory, "bin", parts[1]), Path.Combine(projectDirectory, "bin"),
        ]);
    }
}
