namespace RustImage.Cargo;

/// <summary>
/// Replaces directories of this machine, which rustc would write into the binary, by fixed names, so that the same sources give the
/// same bytes on every machine (doc.rust-lang.org/rustc/remap-source-paths.html).
/// </summary>
/// <param name="WorkspaceRoot">Becomes <c>/src</c>.</param>
/// <param name="CargoHome">Becomes <c>/cargo</c>.</param>
/// <param name="TargetDirectory">Becomes <c>/target</c>. It holds code that build scripts generate.</param>
/// <param name="Sysroot">
/// Its source of the standard library becomes <c>/rustc/HASH</c>, as in a toolchain without the component rust-src.
/// </param>
/// <param name="CommitHash">The commit that rustc was built from; null where it is unknown.</param>
internal sealed record PathRemapping(string WorkspaceRoot, string CargoHome, string TargetDirectory, string Sysroot, string? CommitHash)
{
    private const string Option = "--remap-path-prefix=";

    /// <summary>The flags <c>--remap-path-prefix</c> for rustc.</summary>
    /// <remarks>rustc applies the last matching prefix, so inner directories come after the directories that contain them.</remarks>
    public IReadOnlyList<string> Flags =>
    [
        .. Mappings.OrderBy(m => m.From.Length).ThenBy(m => m.From, StringComparer.Ordinal)
            .Select(m => $"{Option}{m.From}={m.To}"),
    ];

    /// <summary>The directories whose names must not be in the finished binary.</summary>
    public IReadOnlyList<string> BuildDirectories => [.. Mappings.Select(m => m.From)];

    /// <summary>Turns a name in rustc's messages back into a path of this machine. Where no such file exists, the name stays.</summary>
    public static string Original(string name, IReadOnlyList<string> rustFlags)
    {
        var candidates =
            from flag in rustFlags
            where flag.StartsWith(Option, StringComparison.Ordinal)
            let split = flag.LastIndexOf('=')
            let to = flag[(split + 1)..] + "/"
            where split > Option.Length && name.StartsWith(to, StringComparison.Ordinal)
            select Path.Combine(flag[Option.Length..split], name[to.Length..]);
        return candidates.LastOrDefault(File.Exists) ?? name;
    }

    private IEnumerable<(string From, string To)> Mappings
    {
        get
        {
            yield return (WorkspaceRoot, "/src");
            yield return (CargoHome, "/cargo");
            yield return (TargetDirectory, "/target");
            if (CommitHash is not null)
                yield return (Path.Combine(Sysroot, "lib", "rustlib", "src", "rust"), "/rustc/" + CommitHash);
        }
    }
}
