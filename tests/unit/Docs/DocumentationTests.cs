using System.Text.RegularExpressions;

namespace RustImage.UnitTests.Docs;

/// <summary>docs/ must explain every public name, and no other.</summary>
public sealed partial class DocumentationTests
{
    /// <summary>Names of NuGet's targets, which the SDK imports.</summary>
    private static readonly string[] ImportedTargets = ["Restore"];

    private static readonly string MessagesText =
        string.Concat(Repository.Files("src", "*.cs").Where(HoldsMessages).Select(Repository.Read));

    private static readonly string OtherText =
        string.Concat(Repository.Files("src", "*.cs").Where(f => !HoldsMessages(f)).Select(Repository.Read));

    [Fact]
    public void Every_property_is_documented() => Assert.Empty(BuildFiles.PublicProperties.Except(DocsPage.Of("properties").Names));

    [Fact]
    public void Every_documented_property_exists() => Assert.DoesNotContain(
        DocsPage.Of("properties").Names, n =>
            !BuildFiles.AllProperties.Contains(n) && !OtherText.Contains($"\"{n}\"", StringComparison.Ordinal));

    [Fact]
    public void Every_item_is_documented() => Assert.Empty(BuildFiles.PublicItems.Except(DocsPage.Of("items").Names));

    [Fact]
    public void Every_documented_item_and_metadata_exists() =>
        Assert.Empty(DocsPage.Of("items").Names.Except(BuildFiles.PublicItems).Except(BuildFiles.Metadata));

    [Fact]
    public void Every_target_is_documented() => Assert.Empty(BuildFiles.PublicTargets.Except(DocsPage.Of("targets").Names));

    [Fact]
    public void Every_documented_target_and_hook_exists() => Assert.Empty(
        DocsPage.Of("targets").Names.Except(BuildFiles.PublicTargets).Except(BuildFiles.AllProperties).Except(ImportedTargets));

    [Fact]
    public void Every_code_is_documented_once_and_every_documented_code_exists()
    {
        var explained = DocsPage.Of("error-codes").Codes;
        Assert.Equal(Codes().Concat(BuildFiles.Codes).Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_code_has_one_meaning()
    {
        var all = Codes().Concat(BuildFiles.Codes).ToList();
        Assert.NotEmpty(all);
        Assert.Equal(all.Distinct(), all);
        Assert.All(all, c => Assert.Matches(@"^RIMG\d{4}\z", c));
    }

    [Fact]
    public void Every_message_is_used()
    {
        var messages = Message().Matches(MessagesText).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(Codes().Count(), messages.Count);
        Assert.DoesNotContain(messages, m => !Regex.IsMatch(OtherText, $@"\bMessages\.{m}\b"));
    }

    [Fact]
    public void The_scan_of_the_build_files_finds_known_names()
    {
        Assert.Contains("CargoProfile", BuildFiles.PublicProperties);
        Assert.Contains("GeneratedContainerDigest", BuildFiles.PublicProperties);
        Assert.Contains("ContainerPort", BuildFiles.PublicItems);
        Assert.Contains("Build", BuildFiles.PublicTargets);
        Assert.DoesNotContain("_RustImageManifest", BuildFiles.PublicProperties);
        Assert.Contains("TargetPath", BuildFiles.Metadata);
    }

    [Fact]
    public void A_page_documents_the_names_in_its_headings_and_first_cells()
    {
        var page = new DocsPage("""
            # `Title` is none
            ## `One`, `$(Two)`
            A text with `None` and RIMG0001.
            | Name | Meaning |
            |---|---|
            | `@(Three)` | not `None` |
            | `-t:Four`, `RIMG0002` | RIMG0003 |
            ### RIMG0004: a message
            """);
        Assert.Equal(["One", "Two", "Three", "Four", "RIMG0002"], page.Names);
        Assert.Equal(["RIMG0002", "RIMG0004"], page.Codes);
    }

    private static bool HoldsMessages(string file) => file.StartsWith("src/RustImage/Messages.", StringComparison.Ordinal);

    private static IEnumerable<string> Codes() => Code().Matches(MessagesText).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"new\(""(\w+)""")]
    private static partial Regex Code();

    [GeneratedRegex(@"public static Diagnostic (\w+)\(")]
    private static partial Regex Message();
}
