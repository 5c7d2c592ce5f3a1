using System.Text.Json;
using RustImage.Cargo;
using RustImage.Cargo.Configuration;
using RustImage.Testing;

namespace RustImage.UnitTests.Cargo.Comparison;

public sealed class GeneratedConfigurationTests(ITestOutputHelper output)
{
    private const int Count = 220;

    [Fact]
    public async Task Files_and_arguments_merge_as_in_cargo_config_get()
    {
        var (same, refused, features) = (0, 0, new Dictionary<string, int>());
        for (var seed = 1u; seed <= Count; seed++)
        {
            var configuration = new GeneratedConfiguration(seed, "x86_64-unknown-linux-gnu");
            using var directory = new TemporaryDirectory();
            var cargo = Place(configuration, directory, new Dictionary<string, string>());
            var judge = cargo with { Environment = new Dictionary<string, string?>(cargo.Environment!) { ["RUSTC_BOOTSTRAP"] = "1" } };
            var answer =
                await judge.CaptureAsync(["-Zunstable-options", .. configuration.Arguments, "config", "get", "--format", "json"], default);
            string actual;
            try
            {
                var config = await CargoConfig.ReadOrThrowAsync(cargo, cargo.Variable, configuration.Arguments, default);
                actual = Text(config.Root);
            }
            catch (AskCargoException e)
            {
                actual = e.Message;
                Assert.True(answer.ExitCode != 0, $"seed {seed}: {e.Message}, but cargo takes it");
            }
            if (answer.ExitCode != 0)
            {
                refused++;
                continue;
            }
            Assert.Equal($"seed {seed} {Text(JsonDocument.Parse(answer.StandardOutput).RootElement)}", $"seed {seed} {actual}");
            same++;
            foreach (var feature in configuration.Features)
                features[feature] = features.GetValueOrDefault(feature) + 1;
        }
        output.WriteLine($"{Count} generated configurations: {same} say what cargo says, cargo refuses {refused}");
        foreach (var (feature, count) in features.OrderBy(f => f.Key, StringComparer.Ordinal))
            output.WriteLine($"{count,4} {feature}");
        Assert.True(same >= 150, $"only {same} are sound");
        Assert.All(features, f => Assert.True(f.Value >= 10, $"{f.Key} stands in {f.Value} configurations"));
    }

    internal static CargoTool Place(
        GeneratedConfiguration configuration, TemporaryDirectory directory, IReadOnlyDictionary<string, string> variables)
    {
        foreach (var (path, text) in configuration.Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(directory[path])!);
            File.WriteAllText(directory[path], text);
        }
        Directory.CreateDirectory(directory["home"]);
        Directory.CreateDirectory(directory["outer/inner"]);
        var all = new Dictionary<string, string?>(Crate.NoVariables) { ["CARGO_HOME"] = directory["home"] };
        foreach (var (name, value) in variables)
            all[name] = value;
        return new CargoTool(ReferenceCargo.Cargo, directory["outer/inner"], all);
    }

    private static string Text(ConfigValue value) => value switch
    {
        ConfigScalar s => s.IsString ? $"\"{s.Text}\"" : s.Text,
        ConfigList l => $"[{string.Join(", ", l.Items.Select(Text))}]",
        ConfigTable t =>
            $"{{{string.Join(", ", t.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}: {Text(v.Value)}"))}}}",
        _ => throw new InvalidOperationException(),
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"\"{value.GetString()}\"",
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Text))}]",
        JsonValueKind.Object => $"{{{string.Join(", ", Members(value).Select(v => $"{v.Name}: {Text(v.Value)}"))}}}",
        _ => value.GetRawText(),
    };

    private static IEnumerable<JsonProperty> Members(JsonElement value) =>
        value.EnumerateObject().OrderBy(v => v.Name, StringComparer.Ordinal);
}
