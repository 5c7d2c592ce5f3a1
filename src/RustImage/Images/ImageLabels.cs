using RustImage.Cargo;

namespace RustImage.Images;

/// <summary>One label's property and switch.</summary>
/// <param name="Name">Below org.opencontainers.image: "title".</param>
/// <param name="Value">Wins over Cargo.toml; empty leaves the label to it.</param>
/// <param name="Fallback">Of .NET's property for packages, which often is set for many projects at once; Cargo.toml wins over it.</param>
/// <param name="IsGenerated">Without, the label is only written where the project names it itself.</param>
public sealed record LabelSource(string Name, string Value, string Fallback = "", bool IsGenerated = true);

/// <summary>The predefined annotation keys of OCI (image-spec, annotations.md), filled from the project's properties and Cargo.toml.</summary>
public static class ImageLabels
{
    internal const string Prefix = "org.opencontainers.image.";

    private const string MetadataItem = "a label of the CI metadata";

    /// <summary>Labels for what these sources say, of which the strongest counts; what all leave out gives no label.</summary>
    /// <param name="overrides">ContainerLabel items, which win, also over a switch.</param>
    /// <param name="sources">.NET's properties; their switches turn off what the SDK itself finds out.</param>
    /// <param name="metadata">Of CI, weaker than the properties and stronger than Cargo.toml.</param>
    /// <param name="facts">Of the commit, which stand in where Cargo.toml says nothing.</param>
    /// <exception cref="RustImageException">RIMG5009: a key of the metadata with spaces or control characters.</exception>
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
        // cargo's old form has slashes; OCI wants an SPDX expression.
        ("licenses", project.License is null ? null : string.Join(" OR ", project.License.Split('/', StringSplitOptions.TrimEntries))),
        ("source", project.Repository),
        ("url", project.Homepage ?? project.Repository),
        ("documentation", project.Documentation),
    ];
}
