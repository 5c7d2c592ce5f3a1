using System.Text.RegularExpressions;

namespace RustImage.UnitTests.Docs;

/// <summary>The pages for developers name files that exist.</summary>
public sealed partial class PathTests
{
    public static TheoryData<string> Pages =>
        ["CONTRIBUTING.md", "docs/how-it-works.md", "docs/extending.md", .. Repository.Files("docs/decisions", "*.md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_path_on_the_page_exists(string page)
    {
        string[] paths = [.. FullPath().Matches(Repository.Read(page)).Select(m => m.Value.TrimEnd('/', '.'))];
        Assert.DoesNotContain(paths, p => !Exists(p) && !Exists($"docs/{p}"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_folder_or_file_of_the_library_on_the_page_exists(string page)
    {
        var floors = Repository.Files("src/RustImage", "*.cs").Select(f => f.Split('/')[2]).ToHashSet();
        string[] paths = [.. ShortPath().Matches(Repository.Read(page)).Select(m => m.Groups[1].Value.TrimEnd('/'))];
        Assert.DoesNotContain(paths, p => floors.Contains(p.Split('/')[0]) && !Exists($"src/RustImage/{p}"));
    }

    private static bool Exists(string path) => Path.Exists(Path.Combine(Repository.Root, path));

    [GeneratedRegex(@"(?<![\w./-])(?:src|build|tests|eng)/[\w./-]+")]
    private static partial Regex FullPath();

    [GeneratedRegex(@"`(\w+/[\w./]*)`")]
    private static partial Regex ShortPath();
}
