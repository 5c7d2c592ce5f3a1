namespace RustImage.Cargo;

/// <summary>
/// Lists the user's files that a build read: Rust sources and the files that they include, files that build scripts name, manifests, and
/// the configuration of cargo and rustup.
/// </summary>
internal static class RustSources
{
    private static readonly string[] Configuration = [".cargo/config.toml", ".cargo/config", "rust-toolchain.toml", "rust-toolchain"];

    /// <param name="binaries">The binaries that cargo has just built.</param>
    /// <param name="manifests">The manifests of the local packages (<see cref="CargoBuild.LocalManifests"/>).</param>
    /// <returns>
    /// Full paths in ordinal order, without files in the target directory. Lock files are left out: a locked build fails without them
    /// anyway.
    /// </returns>
    public static IReadOnlyList<string> Of(CargoBuildRequest request, IEnumerable<BuiltBinary> binaries, IEnumerable<string> manifests)
    {
        var project = request.Project;
        var target = Path.TrimEndingDirectorySeparator(request.TargetDirectory) + Path.DirectorySeparatorChar;
        return
        [
            .. binaries.SelectMany(b => DepInfo.Read(b.Path) ?? [])
                .Concat(manifests)
                .Append(Path.Combine(project.WorkspaceRoot, "Cargo.toml"))
                .Concat(ConfigurationFor(project.BuildDirectory))
                .Select(f => Path.GetFullPath(f, project.WorkspaceRoot))
                // A build script may also name a directory, which may hold any files.
                .Where(f => !f.StartsWith(target, StringComparison.Ordinal) && File.Exists(f))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Lists the possible configuration files of a directory and those above it, up to the root of the work tree. Files above the work tree
    /// belong to this machine, not to the sources.
    /// </summary>
    private static IEnumerable<string> ConfigurationFor(string directory)
    {
        var root = GitWorkTree.Find(directory)?.Root;
        for (var here = root is null ? null : directory; here is not null; here = here == root ? null : Path.GetDirectoryName(here))
            foreach (var name in Configuration)
                yield return Path.Combine(here, name);
    }
}
