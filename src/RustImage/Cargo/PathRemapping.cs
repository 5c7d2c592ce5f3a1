namespace RustImage.Cargo;

/// <summary>
/// The directories of this machine that rustc would write into the binary, and the fixed names that replace them
/// (doc.rust-lang.org/rustc/remap-source-paths.html), so that the same sources give the same bytes anywhere.
/// </summary>
/// <param name="WorkspaceRoot">Becomes <c>/src</c>.</param>
/// <param name="CargoHome">Becomes <c>/cargo</c>.</param>
/// <param name="TargetDirectory">Becomes <c>/target</c>: code that build scripts generate.</param>
/// <param name="Sysroot">Its copy of the standard library's source becomes <c>/rustc/HASH</c>, as in a toolchain without the rust-src component.</param>
/// <param name="CommitHash">rustc's, or null where it does not say.</param>
public sealed record PathRemapping(string WorkspaceRoot, string CargoHome, string TargetDirectory, string Sysroot, string? CommitHash)
{
    private const string Option = "--remap-path-prefix=";

    /// <remarks>rustc takes the last prefix that matches, so the inner directories come after those that may hold them.</remarks>
    public IReadOnlyList<string> Flags =>
    [
        .. Mappings.OrderBy(m => m.From.Length).ThenBy(m => m.From, StringComparer.Ordinal)
            .Select(m => $"{Option}{m.From}={m.To}"),
    ];

    /// <summary>The directories that must not be found in a finished binary.</summary>
    public IReadOnlyList<string> BuildDirectories => [.. Mappings.Select(m => m.From)];

    /// <summary>The file on this machine behind a name that rustc gives: the reverse of the flags, where that leads to a file.</summary>
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
