namespace RustImage.Cargo;

/// <summary>Reads Cargo.toml for one binary, which cargo builds alone or together with others.</summary>
internal static class CargoProjectReader
{
    /// <param name="package">CargoPackage, or null.</param>
    /// <param name="binary">CargoBin, or null where the package has one binary.</param>
    /// <param name="cargoBins">CargoBins: the binaries that one call of cargo builds. Empty where the binary is built alone.</param>
    /// <inheritdoc cref="CargoProject.ReadAsync"/>
    public static async Task<CargoProject> ReadAsync(
        CargoTool cargo, string manifest, string? package, string? binary, IReadOnlyList<string> cargoBins,
        Action<string> onAskCargo, CancellationToken cancellation)
    {
        if (cargoBins.Count == 0)
            return await CargoProject.ReadAsync(cargo, manifest, package, binary, onAskCargo, cancellation).ConfigureAwait(false);
        string[] names = [.. cargoBins.Append(binary ?? "").Distinct(StringComparer.Ordinal)];
        var all = await CargoProject.ReadAllAsync(cargo, manifest, package, names, onAskCargo, cancellation).ConfigureAwait(false);
        return all.First(p => p.Binary == binary);
    }
}
