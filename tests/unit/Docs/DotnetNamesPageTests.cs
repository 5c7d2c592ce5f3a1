using System.Text.RegularExpressions;

namespace RustImage.UnitTests.Docs;

/// <summary>docs/dotnet-names.md must list every name of the .NET SDK's container support, and a test must use each.</summary>
public sealed partial class DotnetNamesPageTests
{
    /// <summary>Private names of the .NET SDK's targets.</summary>
    private static readonly string[] Internal =
    [
        "ContainerBaseRegistry", "ContainerBaseName", "ContainerBaseTag", "ContainerBaseDigest", "ContainerBaseImageDigest",
        "ContainerEnvironmentVariables",
        "ContainerCustomTasksAssembly", "ContainerCustomTasksFolder", "ContainerTaskFolderName", "ContainerTaskFramework",
    ];

    private static readonly IReadOnlyList<string> Names = DocsPage.Of("dotnet-names").Names;

    [Fact]
    public void Every_name_of_the_installed_NET_SDK_is_on_the_page()
    {
        // The runtime is in shared/Microsoft.NETCore.App/VERSION beside sdk.
        var sdk = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../../sdk");
        var files = Directory.GetFiles(sdk, "Microsoft.NET.Build.Containers.*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".targets" or ".props").ToList();
        Assert.NotEmpty(files);

        var used = files.SelectMany(f => Use().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).Distinct().Except(Internal)
            .ToList();

        Assert.Contains("ContainerRepository", used);
        Assert.Empty(used.Except(Names));
    }

    [Fact]
    public void Every_name_on_the_page_is_tried_by_a_test()
    {
        var tests =
            string.Concat(Repository.Files("tests", "*.cs").Where(f => !f.StartsWith("tests/unit/Docs/", StringComparison.Ordinal))
                .Select(Repository.Read));
        Assert.DoesNotContain(Names, n => !Regex.IsMatch(tests, $@"\b{n}\b"));
    }

    [GeneratedRegex(@"[$@]\(((?:Container|Generated)\w+|LocalRegistry|EnableSdkContainerSupport)")]
    private static partial Regex Use();
}
