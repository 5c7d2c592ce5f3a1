using System.Text.Json.Nodes;

namespace RustImage.FunctionalTests.Harness;

/// <summary>The state files of build steps.</summary>
internal static class StepStates
{
    /// <returns>The state files of one image, and the other files of its steps.</returns>
    public static IReadOnlyList<string> Of(TestProject project) =>
        [.. Directory.GetFiles(project[$"{TestProject.Obj}/Debug"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <returns>The result of a step, by the name of its state file.</returns>
    public static JsonNode ResultOf(TestProject project, string name) =>
        ResultIn(Assert.Single(Directory.GetFiles(project[$"{TestProject.Obj}/Debug"], name, SearchOption.AllDirectories)));

    public static JsonNode ResultIn(string path) => JsonNode.Parse(File.ReadAllText(path))!["result"]!;

    /// <returns>The reason why a step ran, or null if it did not.</returns>
    public static string? ReasonOf(this BuildResult build, string step) =>
        build.Log.Select(l => l.Trim())
            .FirstOrDefault(l => l.StartsWith($"{step} runs: ", StringComparison.Ordinal))?[$"{step} runs: ".Length..];

    /// <summary>Asserts that every step kept its last result.</summary>
    public static void AssertUpToDate(this BuildResult build, params string[] steps)
    {
        foreach (var step in steps)
            Assert.Contains(build.Log, l => l.Trim() == $"{step} is up to date.");
        Assert.DoesNotContain(build.Log, l => l.Contains(" runs: ", StringComparison.Ordinal));
    }
}
