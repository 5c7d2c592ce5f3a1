using System.Xml.Linq;

namespace RustImage.UnitTests.Docs;

/// <summary>In a project with CargoBins, every target must run for each image.</summary>
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

    private static readonly List<XElement> Targets =
        [.. XDocument.Parse(Repository.Read("build/targets/RustImage.OuterBuild.targets")).Descendants()
            .Where(e => e.Name.LocalName == "Target")];

    [Fact]
    public void Every_public_target_is_defined_for_the_outer_build() =>
        Assert.Equal(
            BuildFiles.PublicTargets, Targets.Select(Name).Where(n => !n.StartsWith('_')).Concat(Same).Order(StringComparer.Ordinal));

    [Fact]
    public void An_outer_target_calls_the_inner_target_of_the_same_name() => Assert.All(
        Targets.Where(t => !Name(t).StartsWith('_') && Name(t) != "ReadCargoProject"),
        t => Assert.All(t.Elements("MSBuild"), call => Assert.Equal(Name(t), call.Attribute("Targets")!.Value)));

    private static string Name(XElement target) => target.Attribute("Name")!.Value;
}
