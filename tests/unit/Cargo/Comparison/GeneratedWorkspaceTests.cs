using RustImage.Cargo;
using RustImage.Testing;

namespace RustImage.UnitTests.Cargo.Comparison;

public sealed class GeneratedWorkspaceTests(ITestOutputHelper output)
{
    private const int Count = 300;

    [Fact]
    public async Task Generated_workspaces_are_read_as_cargo_reads_them()
    {
        var features = new Dictionary<string, int>();
        var (same, refused, asked) = (0, 0, new List<string>());
        for (var seed = 1u; seed <= Count; seed++)
        {
            var workspace = new GeneratedWorkspace(seed);
            using var directory = new TemporaryDirectory();
            var cargo = Place(workspace, directory);
            var manifest = directory[workspace.Manifest];
            var doubts = new List<string>();
            string expected, actual;
            try
            {
                expected = WorkspaceText.Text(await CargoProject.AskAsync(cargo, manifest, null, default));
            }
            catch (RustImageException e)
            {
                expected = e.Message;
            }
            try
            {
                actual = WorkspaceText.Text(await CargoProject.WorkspaceAsync(cargo, manifest, doubts.Add, default));
            }
            catch (RustImageException e)
            {
                actual = e.Message;
            }
            if (expected != actual)
            {
                var files = workspace.Files.Select(
                    f => $"--- {f.Key}\n{(f.Key.EndsWith(".toml", StringComparison.Ordinal) ? f.Value : "")}");
                output.WriteLine($"seed {seed}, {workspace.Manifest}: {string.Join("\n", files)}");
            }
            Assert.Equal(expected, actual);
            if (expected.StartsWith("cargo: ", StringComparison.Ordinal))
            {
                refused++;
                continue;
            }
            asked.AddRange(doubts);
            same++;
            foreach (var feature in workspace.Features)
                features[feature] = features.GetValueOrDefault(feature) + 1;
        }
        output.WriteLine($"{Count} generated workspaces: {same} say what cargo says, cargo refuses {refused}");
        foreach (var (feature, count) in features.OrderBy(f => f.Key, StringComparer.Ordinal))
            output.WriteLine($"{count,4} {feature}");
        Assert.Empty(asked);
        Assert.True(same >= 200, $"only {same} workspaces are sound");
        Assert.All(features, f => Assert.True(f.Value >= 10, $"{f.Key} stands in {f.Value} workspaces"));
    }

    private static CargoTool Place(GeneratedWorkspace workspace, TemporaryDirectory directory)
    {
        foreach (var (path, text) in workspace.Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(directory[path])!);
            File.WriteAllText(directory[path], text);
        }
        Directory.CreateDirectory(directory["home"]);
        var variables = new Dictionary<string, string?>(Crate.NoVariables) { ["CARGO_HOME"] = directory["home"] };
        foreach (var (name, value) in workspace.Variables)
            variables[name] = value.Replace("{root}", directory.Path, StringComparison.Ordinal);
        return new CargoTool(ReferenceCargo.Cargo, Path.GetDirectoryName(directory[workspace.Manifest])!, variables);
    }
}
