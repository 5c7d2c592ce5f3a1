using System.Text.Json.Nodes;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Packages;

/// <summary>The <c>rustimage.lock.json</c> of a project, read without the library.</summary>
internal sealed record ProjectLock(string Suite, IReadOnlyList<ProjectPackage> Packages)
{
    public const string FileName = "rustimage.lock.json";

    public static ProjectLock Of(TestProject project)
    {
        var root = JsonNode.Parse(File.ReadAllText(project[FileName]))!;
        return new((string)root["suite"]!, [.. root["packages"]!.AsArray().Select(p => ProjectPackage.Of(p!))]);
    }

    public ProjectPackage Find(string name) => Assert.Single(Packages, p => p.Name == name);
}

/// <param name="Path">The path below the root of the archive.</param>
/// <param name="Digest">The digest in hexadecimal, which is also the file name in the cache.</param>
/// <param name="Reasons">The reasons of all projects that share the lock.</param>
internal sealed record ProjectPackage(string Name, string Version, string Path, string Digest, IReadOnlyList<string> Reasons)
{
    public static ProjectPackage Of(JsonNode package) => new(
        (string)package["name"]!,
        (string)package["version"]!,
        (string)package["path"]!,
        ((string)package["digest"]!)["sha256:".Length..],
        [.. package["neededBy"]!.AsObject().SelectMany(n => n.Value!.AsArray()).Select(r => (string)r!)]);

    /// <summary>The path of the .deb file in the cache of a build.</summary>
    public string DownloadIn(string cache) => System.IO.Path.Combine(cache, "debian", "downloads", "sha256", Digest);
}
