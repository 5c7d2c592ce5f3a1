namespace RustImage.Cargo;

/// <summary>The settings of the one call of cargo that builds all binaries of a project.</summary>
internal static class SharedCargoSettings
{
    /// <summary>Checks that no binary has a setting of its own.</summary>
    /// <param name="common">
    /// The project's settings by the names of their properties. Names that begin with neither Cargo nor Container are ignored.
    /// </param>
    /// <param name="binaries">The settings that each binary would get; a missing one is empty.</param>
    /// <exception cref="RustImageException">RIMG1014: a binary has another setting. All of them are listed.</exception>
    public static void Check(
        IReadOnlyDictionary<string, string> common, IReadOnlyList<(string Binary, IReadOnlyDictionary<string, string> Settings)> binaries)
    {
        var properties = binaries.Select(b => b.Settings).Prepend(common).SelectMany(s => s.Keys)
            .Where(p => p.StartsWith("Cargo", StringComparison.Ordinal) || p.StartsWith("Container", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).ToList();
        var differences =
            from binary in binaries
            from property in properties
            let value = binary.Settings.GetValueOrDefault(property, "")
            let expected = common.GetValueOrDefault(property, "")
            where value != expected
            select Messages.CargoSettingOfOneBinary(property, binary.Binary, value, expected);
        if (differences.ToList() is { Count: > 0 } diagnostics)
            throw new RustImageException(diagnostics);
    }
}
