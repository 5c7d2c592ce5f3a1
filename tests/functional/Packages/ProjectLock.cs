using System.Text.Json.Nodes;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Packages;

/// <summary>A project's <c>rustimage.lock.json</c>, read without the library that wrote it.</summary>
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

/// <param name="Path">Below the archive's root.</param>
/// <param name="Digest">In hexadecimal, which names the file in a cache, too.</param>
/// <param name="Reasons">Of all projects that share the lock.</param>
internal sealed record ProjectPackage(string Name, string Version, string Path, string Digest, IReadOnlyList<string> Reasons)
{
    public static ProjectPackage Of(JsonNode package) => new(
        (string)package["name"]!,
        (string)package["version"]!,
        (string)package["path"]!,
        ((string)package["digest"]!)["sha256:".Length..],
        [.. package["neededBy"]!.AsObject().SelectMany(n => n.Value!.AsArray()).Select(r => (string)r!)]);

    /// <summary>The .deb file that a build has left in its cache.</summary>
    public string DownloadIn(string cache) => System.IO.Path.Combine(cache, "debian", "downloads", "sha256", Digest);
}
