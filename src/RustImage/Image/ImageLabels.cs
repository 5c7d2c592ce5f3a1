using RustImage.Cargo;

namespace RustImage.Image;

/// <summary>The predefined annotation keys of OCI (image-spec, annotations.md), filled from Cargo.toml.</summary>
public static class ImageLabels
{
    private const string Prefix = "org.opencontainers.image.";

    /// <summary>Labels for what Cargo.toml says; a field that it leaves out gives no label.</summary>
    /// <param name="overrides">Of CI's metadata and of ContainerLabel items, which win; of one name the last counts.</param>
    /// <param name="facts">Of the sources, which stand in where Cargo.toml says nothing.</param>
    public static IReadOnlyDictionary<string, string> Create(
        CargoProject project, IEnumerable<KeyValuePair<string, string>> overrides, IReadOnlyDictionary<string, string>? facts = null)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in facts ?? new Dictionary<string, string>())
            labels[name] = value;
        Add("title", project.Package);
        Add("version", project.Version);
        Add("description", project.Description);
        Add("authors", string.Join(", ", project.Authors));
        // cargo's old form has slashes; OCI wants an SPDX expression.
        Add("licenses", project.License is null ? null : string.Join(" OR ", project.License.Split('/', StringSplitOptions.TrimEntries)));
        Add("source", project.Repository);
        Add("url", project.Homepage ?? project.Repository);
        Add("documentation", project.Documentation);
        foreach (var (name, value) in overrides)
            labels[name] = value;
        return labels;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                labels[Prefix + name] = value;
        }
    }
}
