using Microsoft.Build.Framework;
using RustImage.Names;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Warns of properties, items and metadata that are written wrong. Reads the project's files only if they have changed.</summary>
public sealed class CheckNames : RustImageTask
{
    /// <summary>The files with the project's own lines that are always known: the project, Directory.Build.props and .targets.</summary>
    [Required]
    public string[] ProjectFiles { get; set; } = [];

    /// <summary>Cargo.toml. Without it, the build fails and writes nothing.</summary>
    [Required]
    public string Manifest { get; set; } = "";

    /// <inheritdoc cref="CargoProjectTask.IgnoredDirectory"/>
    public string IgnoredDirectory { get; set; } = "";

    [Required]
    public string NamesState { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var files = OwnFiles();
        IEnumerable<string> global = (BuildEngine as IBuildEngine6)?.GetGlobalProperties().Keys ?? [];
        string[] given = [.. UnknownNames.FindSimilar(global).Order(StringComparer.Ordinal)];
        if (!File.Exists(Manifest))
        {
            foreach (var warning in UnknownNames.Find(files, given))
                LogWarning(warning);
            return;
        }
        if (IgnoredDirectory.Length > 0)
            State.IgnoredDirectory.Create(IgnoredDirectory);
        var key = new StepKey().Add("the command line", given);
        foreach (var file in files)
            key.AddFile("the project file", file);
        await RunStepAsync(NamesState, key, StepJson.Readable.Paths, run =>
        {
            foreach (var warning in UnknownNames.Find(files, given))
                run.Warn(warning);
            return Task.FromResult<IReadOnlyList<string>>(files);
        }).ConfigureAwait(false);
    }

    /// <summary>
    /// The files that the project's authors wrote. What they import from elsewhere, a package for example, has authors of its own.
    /// </summary>
    private List<string> OwnFiles()
    {
        List<string> own = [.. ProjectFiles.Where(f => f.Length > 0).Select(f => Path.GetFullPath(f, ProjectDirectory)).Where(File.Exists)];
        string[] roots = [.. own.Append(ProjectFile).Select(f => Path.GetDirectoryName(f)! + Path.DirectorySeparatorChar).Distinct()];
        var imports = FindProject()?.Imports.Where(f => !SdkBuild.Ships(f)
            && roots.Any(r => f.StartsWith(r, StringComparison.Ordinal))
            && (IgnoredDirectory.Length == 0 || !f.StartsWith(IgnoredDirectory, StringComparison.Ordinal)));
        return [.. own.Concat(imports ?? []).Distinct()];
    }
}
