using System.Xml.Linq;

namespace RustImage.UnitTests.Docs;

/// <summary>In a project with several images, every target must run for each binary, and for each platform.</summary>
public sealed class OuterBuildTests
{
    /// <summary>Targets that only list others, run once for all images, or do nothing.</summary>
    private static readonly string[] Same =
    [
        "Build", "Rebuild", "Publish", "Clean", "ResolveImageReferences",
        "ComputeContainerConfig", "ResolveRustToolchain", "CargoBuild", "CheckSources", "CheckImageLock",
        "ShowCache", "CleanCache",
        "Restore", "Pack", "VSTest", "GetTargetFrameworks", "GetNativeManifest", "GetCopyToOutputDirectoryItems",
        "GetCopyToPublishDirectoryItems", "GetPackagingOutputs",
    ];

    /// <summary>Targets that work on the index over all platforms as they work on an image, or on the project.</summary>
    private static readonly string[] OfIndex =
    [
        "Build", "Rebuild", "Publish", "Clean", "ResolveImageReferences",
        "ReadCargoProject", "ComputeContainerConfig", "CheckImageLock", "GetTargetPath", "ShowCache", "CleanCache",
        "Restore", "Pack", "VSTest", "GetTargetFrameworks", "GetNativeManifest", "GetCopyToOutputDirectoryItems",
        "GetCopyToPublishDirectoryItems", "GetPackagingOutputs",
        "WriteImageArchive", "WriteImageLayout", "DescribeImage",
        "CheckRegistries", "PushImage", "PublishContainer", "GetPushedImages",
        "FindEngine", "LoadImage", "RunImage", "ComputeRunArguments",
    ];

    private static readonly List<XElement> Targets = Read("OuterBuild");

    private static readonly List<XElement> Platforms = Read("PlatformImages");

    [Fact]
    public void Every_public_target_is_defined_for_the_outer_build() =>
        Assert.Equal(
            BuildFiles.PublicTargets, Targets.Select(Name).Where(n => !n.StartsWith('_')).Concat(Same).Order(StringComparer.Ordinal));

    [Fact]
    public void An_outer_target_calls_the_inner_target_of_the_same_name() => Assert.All(
        Targets.Where(t => !Name(t).StartsWith('_') && Name(t) != "ReadCargoProject"),
        t => Assert.All(t.Elements("MSBuild"), call => Assert.Equal(Name(t), call.Attribute("Targets")!.Value)));

    [Fact]
    public void Every_public_target_is_defined_for_several_platforms() =>
        Assert.Equal(
            BuildFiles.PublicTargets, Platforms.Select(Name).Where(n => !n.StartsWith('_')).Concat(OfIndex).Order(StringComparer.Ordinal));

    [Fact]
    public void A_target_for_several_platforms_calls_the_target_of_the_same_name_for_each() => Assert.All(
        Platforms.Where(t => !Name(t).StartsWith('_')),
        t => Assert.All(t.Elements("MSBuild"), call => Assert.Equal(Name(t), call.Attribute("Targets")!.Value.Split(';')[0])));

    private static List<XElement> Read(string file) =>
        [.. XDocument.Parse(Repository.Read($"build/targets/RustImage.{file}.targets")).Descendants()
            .Where(e => e.Name.LocalName == "Target")];

    private static string Name(XElement target) => target.Attribute("Name")!.Value;
}
