using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RustImage.UnitTests.Docs;

/// <summary>The properties, items and targets of the files in build/.</summary>
internal static partial class BuildFiles
{
    private static readonly List<XElement> Elements =
        [.. Repository.Files("build", "*.props", "*.targets").SelectMany(f => XDocument.Parse(Repository.Read(f)).Descendants())];

    private static readonly List<string> Texts =
        [.. Elements.SelectMany(e => e.Attributes().Select(a => a.Value).Concat(e.Nodes().OfType<XText>().Select(t => t.Value)))];

    /// <summary>Every property that is read or set, including private ones.</summary>
    public static IReadOnlySet<string> AllProperties { get; } =
        Matches(PropertyUse())
            .Concat(Elements.Where(e => e.Parent?.Name.LocalName == "PropertyGroup").Select(e => e.Name.LocalName))
            .Concat(Elements.Attributes("PropertyName").Select(a => a.Value)).ToHashSet();

    /// <summary>The properties that docs/ must explain.</summary>
    public static IEnumerable<string> PublicProperties { get; } = AllProperties.Where(p => PublicName().IsMatch(p))
        .Order(StringComparer.Ordinal);

    public static IEnumerable<string> PublicItems { get; } =
        Matches(ItemUse())
            .Concat(Elements.Attributes("ItemName").Select(a => a.Value))
            .Concat(Elements.Where(e => e.Parent?.Name.LocalName == "ItemGroup").Select(e => e.Name.LocalName))
            .Where(i => PublicItem().IsMatch(i)).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Metadata that the targets or the tasks read.</summary>
    public static IReadOnlySet<string> Metadata { get; } =
        Matches(MetadataUse()).Concat(
            Repository.Files("src/RustImage.Tasks", "*.cs").SelectMany(f => MetadataRead().Matches(Repository.Read(f)))
                .Select(m => m.Groups[1].Value)).ToHashSet();

    public static IEnumerable<string> PublicTargets { get; } =
        Elements.Where(e => e.Name.LocalName == "Target").Select(e => e.Attribute("Name")!.Value).Where(n => !n.StartsWith('_'))
            .Distinct().Order(StringComparer.Ordinal);

    public static IEnumerable<string> Codes { get; } = Elements.Attributes("Code").Select(a => a.Value);

    private static IEnumerable<string> Matches(Regex regex) => Texts.SelectMany(t => regex.Matches(t)).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"\$\((\w+)\)")]
    private static partial Regex PropertyUse();

    [GeneratedRegex(@"@\((\w+)")]
    private static partial Regex ItemUse();

    [GeneratedRegex(@"%\((?:\w+\.)?(\w+)\)")]
    private static partial Regex MetadataUse();

    [GeneratedRegex(@"GetMetadata\(""(\w+)""\)")]
    private static partial Regex MetadataRead();

    [GeneratedRegex("^(RustImage(File|Link|Directory)$|Container|Image[A-Z]|Generated)")]
    private static partial Regex PublicItem();

    [GeneratedRegex("^(Cargo|Container|Debian|RustImage|Generated)")]
    private static partial Regex PublicName();
}
