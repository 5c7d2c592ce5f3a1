namespace RustImage.Cargo;

/// <summary>The files of the user's that took part in a build: sources, what they include, what build scripts name, manifests, and what tells cargo and rustup what to do.</summary>
public static class RustSources
{
    private static readonly string[] Configuration = [".cargo/config.toml", ".cargo/config", "rust-toolchain.toml", "rust-toolchain"];

    /// <param name="binaries">Those that cargo has just made.</param>
    /// <param name="manifests">Of the packages that took part (<see cref="CargoBuild.LocalManifests"/>).</param>
    /// <returns>Full paths, ordinal order, without what cargo itself made below its target directory. Lock files are not among them: a locked build refuses to go without.</returns>
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
                // A directory that a build script watches may hold anything.
                .Where(f => !f.StartsWith(target, StringComparison.Ordinal) && File.Exists(f))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>In each directory upwards, as cargo and rustup look for it, but not above what is checked out: that is this machine's own.</summary>
    private static IEnumerable<string> ConfigurationFor(string directory)
    {
        var root = GitWorkTree.Find(directory)?.Root;
        for (var here = root is null ? null : directory; here is not null; here = here == root ? null : Path.GetDirectoryName(here))
            foreach (var name in Configuration)
                yield return Path.Combine(here, name);
    }
}
