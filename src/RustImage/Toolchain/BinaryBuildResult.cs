using RustImage.Cargo;

namespace RustImage.Toolchain;

/// <summary>The binaries that one call of cargo has built, and what they are made of.</summary>
/// <param name="crates">The library crates of all binaries.</param>
/// <param name="manifests">The Cargo.toml files of the packages on this machine.</param>
internal sealed class BinaryBuildResult(
    CargoTool cargo, CargoBuildRequest request, IReadOnlyList<BuiltBinary> binaries,
    IReadOnlyCollection<string> crates, IReadOnlyCollection<string> manifests)
{
    private CrateTree? _tree;

    /// <summary>Those of the binaries that are wanted, in the request's order.</summary>
    public IReadOnlyList<BuiltBinary> Choose(IEnumerable<string> names)
    {
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        return [.. binaries.Where(b => wanted.Contains(b.Binary.Name))];
    }

    /// <summary>Finds the library crates of one binary. Only where several packages were built does cargo have to be asked.</summary>
    /// <param name="digest">The binary as it is now.</param>
    /// <param name="readEarlier">Reads the binary of the last build: the same bytes are made of the same crates.</param>
    /// <exception cref="RustImageException">RIMG1001 or RIMG1002: cargo could not be started, or failed.</exception>
    public async Task<IReadOnlyList<string>> FindCratesAsync(
        BuiltBinary binary, Digest digest, Func<RustBinary?> readEarlier, CancellationToken cancellation)
    {
        if (!request.HasSeveralPackages)
            return [.. crates];
        if (readEarlier() is { } earlier && earlier.Digest == digest)
            return earlier.Crates;
        _tree ??= await CrateTree.ReadAsync(cargo, request, cancellation).ConfigureAwait(false);
        return _tree.Among(crates, binary.Binary);
    }

    /// <summary>Lists the user's files that took part in the build.</summary>
    /// <returns>Full paths in ordinal order.</returns>
    public IReadOnlyList<string> ListSources(IEnumerable<BuiltBinary> chosen) => RustSources.Of(request, chosen, manifests);
}
