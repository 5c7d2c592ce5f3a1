using System.Xml;
using System.Xml.Linq;

namespace RustImage.Layers;

/// <summary>An element of a project file that includes items, before it is evaluated.</summary>
/// <param name="Include">The Include attribute with the properties that stand for this file's own path replaced.</param>
/// <param name="Conditions">The conditions of the element and of those around it, and what each must be for the element to count.</param>
/// <param name="Optional">The text of the metadatum Optional; empty without it.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based: where the element starts.</param>
internal sealed record FileElement(
    string Include, IReadOnlyList<(string Condition, bool Expected)> Conditions, string Optional, string File, int Line, int Column)
{
    private const string OptionalName = "Optional";

    /// <summary>Reads the elements of one item outside of targets.</summary>
    /// <param name="file">The full path of a project file, a .props or a .targets file.</param>
    /// <returns>Empty if the file is not XML. MSBuild itself reports that.</returns>
    public static IReadOnlyList<FileElement> ReadAll(string file, string item)
    {
        var text = System.IO.File.ReadAllText(file);
        // Most files of a build name no such item. Parsing them all would take longer than everything else here.
        if (!text.Contains(item, StringComparison.OrdinalIgnoreCase))
            return [];
        try
        {
            var root = XDocument.Parse(text, LoadOptions.SetLineInfo).Root!;
            return [.. ReadGroups(root, []).SelectMany(g => ReadGroup(g.Group, g.Conditions, file, item))];
        }
        catch (XmlException)
        {
            return [];
        }
    }

    /// <returns>The ItemGroups of a project and of its Choose elements.</returns>
    private static IEnumerable<(XElement Group, List<(string, bool)> Conditions)> ReadGroups(
        XElement parent, List<(string, bool)> conditions)
    {
        foreach (var element in parent.Elements())
        {
            if (element.Name.LocalName == "ItemGroup")
                yield return (element, [.. conditions, .. ConditionOf(element)]);
            if (element.Name.LocalName != "Choose")
                continue;
            var earlier = new List<(string, bool)>(conditions);
            foreach (var branch in element.Elements())
            {
                var own = ConditionOf(branch).ToList();
                foreach (var group in ReadGroups(branch, [.. earlier, .. own]))
                    yield return group;
                earlier.AddRange(own.Select(c => (c.Item1, false)));
            }
        }
    }

    private static IEnumerable<FileElement> ReadGroup(XElement group, List<(string, bool)> conditions, string file, string item)
    {
        foreach (var element in group.Elements())
        {
            // MSBuild ignores the case of an item's name.
            if (!element.Name.LocalName.Equals(item, StringComparison.OrdinalIgnoreCase) || element.Attribute("Include") is not { } include)
                continue;
            var place = (IXmlLineInfo)element;
            var optional = element.Attributes().Where(a => IsOptional(a.Name)).Select(a => a.Value)
                .Concat(element.Elements().Where(e => IsOptional(e.Name)).Select(e => e.Value)).LastOrDefault() ?? "";
            var all = conditions.Concat(ConditionOf(element)).Select(c => (ReplaceOwnPath(c.Item1, file), c.Item2));
            yield return new FileElement(
                ReplaceOwnPath(include.Value, file), [.. all], ReplaceOwnPath(optional, file), file, place.LineNumber,
                place.LinePosition - 1);
        }
    }

    private static IEnumerable<(string, bool)> ConditionOf(XElement element) =>
        element.Attribute("Condition") is { Value: var text } && !string.IsNullOrWhiteSpace(text) ? [(text, true)] : [];

    private static bool IsOptional(XName name) => name.LocalName.Equals(OptionalName, StringComparison.OrdinalIgnoreCase);

    /// <summary>These properties have another value in each file, and MSBuild forgets them after the evaluation.</summary>
    private static string ReplaceOwnPath(string text, string file)
    {
        if (!text.Contains("$(MSBuildThisFile", StringComparison.OrdinalIgnoreCase))
            return text;
        var directory = Path.GetDirectoryName(file) + Path.DirectorySeparatorChar;
        foreach (var (name, value) in new[]
        {
            ("MSBuildThisFileDirectory", directory), ("MSBuildThisFileFullPath", file), ("MSBuildThisFile", Path.GetFileName(file)),
            ("MSBuildThisFileName", Path.GetFileNameWithoutExtension(file)), ("MSBuildThisFileExtension", Path.GetExtension(file)),
        })
        {
            text = text.Replace($"$({name})", value, StringComparison.OrdinalIgnoreCase);
        }
        return text;
    }
}
