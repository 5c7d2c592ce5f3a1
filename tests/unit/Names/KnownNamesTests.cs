using System.Text.RegularExpressions;
using RustImage.Names;
using RustImage.UnitTests.Docs;

namespace RustImage.UnitTests.Names;

/// <summary>The names must be those of the docs, and none of the .NET SDK's own names may look like a wrong one.</summary>
public sealed partial class KnownNamesTests
{
    private static readonly string Sdk = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../../sdk");

    [Fact]
    public void The_properties_are_those_of_the_page() => Assert.Equal(
        Sorted(DocsPage.Of("properties").Names.Where(n => char.IsUpper(n[0]))), Sorted(KnownNames.Own));

    [Fact]
    public void The_other_properties_are_those_of_the_page_about_NET() => Assert.Equal(
        // One name on the page is a project capability.
        Sorted(DotnetProperties().Except(KnownNames.Own).Except(DocsPage.Of("items").Names)
            .Except(["NetSdkOCIImageBuild"])), Sorted(KnownNames.OfDotnet));

    [Fact]
    public void The_items_and_their_metadata_are_those_of_the_page() => Assert.Equal(
        Sorted(DocumentedItems()), Sorted(KnownNames.Items.Select(i => $"{i.Key}: {string.Join(", ", i.Value)}")));

    [Fact]
    public void No_name_of_the_installed_NET_SDK_looks_like_a_wrong_one()
    {
        string[] files = [.. new[] { "*.props", "*.targets" }.SelectMany(p => Directory.GetFiles(Sdk, p, SearchOption.AllDirectories))];
        var (properties, items) = (new HashSet<string>(), new HashSet<string>());
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            properties.UnionWith(Property().Matches(text).Select(m => m.Groups[1].Value));
            items.UnionWith(Item().Matches(text).Select(m => m.Groups[1].Value));
            var uses = NameReader.Read(file, new HashSet<string>());
            properties.UnionWith(uses.Where(u => u.Kind == NameKind.Property).Select(u => u.Name));
            items.UnionWith(uses.Where(u => u.Kind == NameKind.Item).Select(u => u.Name));
        }
        Assert.True(properties.Count > 2000, $"{properties.Count} properties");
        Assert.True(items.Count > 800, $"{items.Count} items");
        Assert.Empty(UnknownNames.FindSimilar(properties));
        Assert.DoesNotContain(items, i => i[0] != '_' && UnknownNames.IsSimilarItem(i));
        // The list of exceptions holds nothing else.
        Assert.Empty(KnownNames.OfOthers.Except(properties).Except(items));
    }

    [Fact]
    public void No_file_of_the_SDK_or_of_a_sample_gets_a_warning()
    {
        var files = Repository.Files("tests/samples", "*.*proj", "*.props", "*.targets").ToList();
        Assert.NotEmpty(files);
        Assert.Empty(UnknownNames.Find(files.Select(f => Path.Combine(Repository.Root, f)), []));
    }

    [Theory]
    [InlineData("ImageOS", "DEBIAN_FRONTEND", "CI", "Configuration", "TargetFramework", "Version", "RuntimeIdentifiers", "NoWarn")]
    [InlineData("DockerfileFile", "ContainerTag", "CargoHome", "RustVersion", "ImageTag", "ImageName", "ContainerPort", "MyContainerUser")]
    public void Usual_names_of_others_are_silent(params string[] names) => Assert.Empty(UnknownNames.FindSimilar(names));

    private static IEnumerable<string> DotnetProperties()
    {
        var section = "";
        foreach (var line in Repository.Read("docs/dotnet-names.md").Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                section = line[3..];
            if (section is "Image properties" or "Labels" or "Outputs" or "Targets" && line.StartsWith('|'))
            {
                // The page also names a project capability.
                foreach (var name in new DocsPage(line).Names.Except(BuildFiles.PublicTargets).Except(["NetSdkOCIImageBuild"]))
                    yield return name;
            }
        }
    }

    private static IEnumerable<string> DocumentedItems() =>
        from line in Repository.Read("docs/items.md").Split('\n')
        let cells = line.Split('|')
        where cells.Length == 5 && cells[1].StartsWith(" `", StringComparison.Ordinal)
        where !cells[1].StartsWith(" `Generated", StringComparison.Ordinal)
        from item in Code().Matches(cells[1])
        select $"{item.Groups[1].Value}: {string.Join(", ", Code().Matches(cells[2]).Select(m => m.Groups[1].Value))}";

    private static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\$\(\s*(\w+)")]
    private static partial Regex Property();

    [GeneratedRegex(@"@\(\s*(\w+)")]
    private static partial Regex Item();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
