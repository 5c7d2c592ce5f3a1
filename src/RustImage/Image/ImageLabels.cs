using System.Collections.ObjectModel;
using RustImage.Cargo;

namespace RustImage.Image;

/// <summary>One label's property and switch.</summary>
/// <param name="Name">Below org.opencontainers.image: "title".</param>
/// <param name="Value">Wins over Cargo.toml; empty leaves the label to it.</param>
/// <param name="IsGenerated">Without, the label is only written where the project names it itself.</param>
public sealed record LabelSource(string Name, string Value, bool IsGenerated = true);

/// <summary>The predefined annotation keys of OCI (image-spec, annotations.md), filled from the project's properties and Cargo.toml.</summary>
public static class ImageLabels
{
    private const string Prefix = "org.opencontainers.image.";

    /// <summary>Labels for what Cargo.toml and the sources say; what both leave out gives no label.</summary>
    /// <param name="overrides">ContainerLabel items, which win, also over a switch.</param>
    /// <param name="sources">.NET's properties.</param>
    /// <param name="metadata">CI's, which wins over Cargo.toml alone.</param>
    /// <param name="facts">Of the sources' repository, which stand in where nothing else says anything.</param>
    public static IReadOnlyDictionary<string, string> Create(
        CargoProject project, IEnumerable<KeyValuePair<string, string>> overrides, IReadOnlyList<LabelSource>? sources = null,
        IReadOnlyDictionary<string, string>? metadata = null, IReadOnlyDictionary<string, string>? facts = null)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in facts ?? ReadOnlyDictionary<string, string>.Empty)
            labels[name] = value;
        foreach (var (name, value) in FromCargo(project))
            Set(name, value);
        foreach (var (name, value) in metadata ?? ReadOnlyDictionary<string, string>.Empty)
            labels[name] = value;
        foreach (var source in sources ?? [])
            Set(source.Name, source.Value);
        foreach (var source in (sources ?? []).Where(s => !s.IsGenerated))
            labels.Remove(Prefix + source.Name);
        foreach (var (name, value) in overrides)
            labels[name] = value;
        return labels;

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
