using RustImage.Cargo;

namespace RustImage.Images;

/// <summary>A property that sets one label, and the property that turns the label off.</summary>
/// <param name="Name">The label's key without its prefix org.opencontainers.image: "title".</param>
/// <param name="Value">The value of the label's own property, which replaces that of Cargo.toml; empty where it is not set.</param>
/// <param name="Fallback">The value of .NET's package property. Many projects share it, so Cargo.toml replaces it.</param>
/// <param name="IsGenerated">Whether the SDK writes the label. Where it is false, only a ContainerLabel item does.</param>
internal sealed record LabelSource(string Name, string Value, string Fallback = "", bool IsGenerated = true);

/// <summary>Fills OCI's predefined labels (image-spec, annotations.md) from the project's properties and Cargo.toml.</summary>
internal static class ImageLabels
{
    internal const string Prefix = "org.opencontainers.image.";

    private const string MetadataItem = "a label of the CI metadata";

    /// <summary>Sets each label to the value of the strongest source that has one. A label without a value is left out.</summary>
    /// <param name="overrides">ContainerLabel items: the strongest source, which no switch turns off.</param>
    /// <param name="sources">
    /// The properties of the project, and those of .NET. A switch also removes what Cargo.toml or the commit says.
    /// </param>
    /// <param name="metadata">The labels of the CI metadata: weaker than the properties, stronger than Cargo.toml.</param>
    /// <param name="facts">Labels from the commit, the weakest source.</param>
    /// <exception cref="RustImageException">RIMG5009: a key of the metadata has spaces or control characters.</exception>
    public static IReadOnlyDictionary<string, string> Create(
        CargoProject project,
        IEnumerable<KeyValuePair<string, string>> overrides,
        IReadOnlyList<LabelSource>? sources = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        IReadOnlyDictionary<string, string>? facts = null)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        SetAll(facts ?? new Dictionary<string, string>());
        foreach (var source in sources ?? [])
            Set(source.Name, source.Fallback);
        foreach (var (name, value) in FromCargo(project))
            Set(name, value);
        foreach (var source in (sources ?? []).Where(s => !s.IsGenerated))
            labels.Remove(Prefix + source.Name);
        SetAll(KeyValueItems.Collect(MetadataItem, metadata ?? new Dictionary<string, string>()));
        foreach (var source in (sources ?? []).Where(s => s.IsGenerated))
            Set(source.Name, source.Value);
        SetAll(overrides);
        return labels;

        void SetAll(IEnumerable<KeyValuePair<string, string>> pairs)
        {
            foreach (var (name, value) in pairs)
                labels[name] = value;
        }

        void Set(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                labels[Prefix + name] = value;
        }
    }

    private static IEnumerable<(string Name, string? Value)> FromCargo(CargoProject project) =>
    [
        ("title", project.Package),
        ("version", project.Version),
        ("description", project.Description),
        ("authors", string.Join(", ", project.Authors)),
        // cargo's old form separates licences with slashes; OCI wants an SPDX expression.
        ("licenses", project.License is null ? null : string.Join(" OR ", project.License.Split('/', StringSplitOptions.TrimEntries))),
        ("source", project.Repository),
        ("url", project.Homepage ?? project.Repository),
        ("documentation", project.Documentation),
    ];
}
