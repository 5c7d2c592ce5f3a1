using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace RustImage.Names;

/// <summary>Reads which names a project file sets, and which it refers to.</summary>
internal static partial class NameReader
{
    /// <summary>The attributes of an item element that are no metadata (MSBuild's XMakeAttributes).</summary>
    private static readonly HashSet<string> ItemAttributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "Include", "Exclude", "Remove", "Update", "Condition", "Label", "KeepMetadata", "RemoveMetadata", "KeepDuplicates",
        "MatchOnMetadata", "MatchOnMetadataOptions",
    };

    /// <param name="file">The full path of a project file, a .props or a .targets file.</param>
    /// <param name="references">Receives the names in <c>$(…)</c>, <c>@(…)</c> and <c>%(…)</c>.</param>
    /// <returns>Empty if the file is missing or is not XML. MSBuild itself reports that.</returns>
    public static IReadOnlyList<NameUse> Read(string file, ISet<string> references)
    {
        try
        {
            var root = XDocument.Load(file, LoadOptions.SetLineInfo).Root!;
            references.UnionWith(root.DescendantsAndSelf().SelectMany(References));
            return [.. root.Descendants().SelectMany(e => Names(e, file))];
        }
        catch (Exception e) when (e is XmlException or FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }

    private static IEnumerable<NameUse> Names(XElement element, string file)
    {
        var name = element.Name.LocalName;
        switch (element.Parent?.Name.LocalName)
        {
            case "PropertyGroup":
                yield return Use(NameKind.Property, name, null, element, file);
                break;
            case "ItemGroup":
            case "ItemDefinitionGroup":
                yield return Use(NameKind.Item, name, null, element, file);
                foreach (var attribute in element.Attributes().Where(IsMetadata))
                    yield return Use(NameKind.Metadata, attribute.Name.LocalName, name, attribute, file);
                foreach (var child in element.Elements())
                    yield return Use(NameKind.Metadata, child.Name.LocalName, name, child, file);
                break;
        }
    }

    private static bool IsMetadata(XAttribute attribute) =>
        !attribute.IsNamespaceDeclaration && !ItemAttributes.Contains(attribute.Name.LocalName);

    private static NameUse Use(NameKind kind, string name, string? item, IXmlLineInfo place, string file) =>
        new(kind, name, item, file, place.LineNumber, place.LinePosition);

    /// <summary>Without what an element says of itself: a property is often set on the condition that it is empty.</summary>
    private static IEnumerable<string> References(XElement element) =>
        element.Attributes().Select(a => a.Value).Concat(element.Nodes().OfType<XText>().Select(t => t.Value))
            .SelectMany(t => Reference().Matches(t)).SelectMany(m => m.Groups["name"].Captures.Select(c => c.Value))
            .Where(n => !n.Equals(element.Name.LocalName, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"[$@%]\(\s*(?<name>\w+)(\s*\.\s*(?<name>\w+))?", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
