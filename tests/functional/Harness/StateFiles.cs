using System.Text.Json.Nodes;

namespace RustImage.FunctionalTests.Harness;

/// <summary>What the steps of a build have noted down below <c>obj/</c>.</summary>
internal static class StateFiles
{
    /// <returns>Of one image: the states, and what steps keep beside them.</returns>
    public static IReadOnlyList<string> Of(TestProject project) =>
        [.. Directory.GetFiles(project["obj/Debug"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <returns>The result of a step, by the name of its state.</returns>
    public static JsonNode ResultOf(TestProject project, string name) =>
        ResultIn(Assert.Single(Directory.GetFiles(project["obj/Debug"], name, SearchOption.AllDirectories)));

    public static JsonNode ResultIn(string path) => JsonNode.Parse(File.ReadAllText(path))!["result"]!;

    /// <returns>Why a step ran; null where it did not.</returns>
    public static string? ReasonOf(this BuildResult build, string step) =>
        build.Log.Select(l => l.Trim()).FirstOrDefault(l => l.StartsWith($"{step} runs: ", StringComparison.Ordinal))?[$"{step} runs: ".Length..];

    /// <summary>Each of the steps has found its last result good.</summary>
    public static void AssertUpToDate(this BuildResult build, params string[] steps)
    {
        foreach (var step in steps)
            Assert.Contains(build.Log, l => l.Trim() == $"{step} is up to date.");
        Assert.DoesNotContain(build.Log, l => l.Contains(" runs: ", StringComparison.Ordinal));
    }
}
