using System.Text.RegularExpressions;
using RustImage.UnitTests.Floors;

namespace RustImage.UnitTests.Foreign;

/// <summary>Foreign text enters only through <see cref="ForeignJson"/> and leaves only through <see cref="ForeignText"/>.</summary>
public sealed class ForeignTextBoundaryTests
{
    private static readonly List<(string File, string Code)> Sources =
        [.. Repository.Files("src", "*.cs").Select(f => (f, ImportGraph.WithoutComments(Repository.Read(f))))];

    /// <summary>Files that read JSON which the SDK has written and whose digest or checksum was checked before.</summary>
    private static readonly string[] OwnJson =
    [
        "Evidence/ReportBuilder.cs", "Debian/Packages/StoredContent.cs", "Layers/EntryStore.cs", "State/StateFile.cs",
        "State/StepResult.cs",
        "RustImage.Tasks/Steps/StepState.cs",
    ];

    [Fact]
    public void Only_one_file_parses_JSON() => Assert.Equal(
        ["src/RustImage/ForeignJson.Parsing.cs"],
        Naming(@"\b(JsonDocument|JsonElement|JsonNode)\.Parse\b|\bJsonSerializer\.Deserialize\w*\b|\bUtf8JsonReader\(")
            .Where(f => !OwnJson.Any(o => f.EndsWith(o, StringComparison.Ordinal))));

    [Fact]
    public void Tasks_reach_MSBuilds_log_in_one_file() => Assert.Equal(
        ["src/RustImage.Tasks/Steps/RustImageTask.cs", "src/RustImage.Tasks/Steps/TaskLog.cs"],
        Naming(@"\bbase\.Log\b|\bTaskLoggingHelper\b|\bBuildEngine\??\.Log|\bLog\w+Event\b"));

    [Fact]
    public void The_console_is_never_written_to() => Assert.Empty(Naming(@"\bConsole\.(Out|Error|Write)"));

    /// <summary>Only then are the values cut one by one, and the advice never.</summary>
    [Fact]
    public void A_message_is_a_constant_or_a_single_interpolated_string()
    {
        var messages = Sources.Where(s => s.File.StartsWith("src/RustImage/Messages.", StringComparison.Ordinal))
            .SelectMany(s => Regex.Matches(s.Code, @"new\(""RIMG\d{4}"",\s*(.*)")).ToList();
        Assert.True(messages.Count > 200, $"only {messages.Count} messages were found");
        Assert.All(messages, m => Assert.Matches(@"^(\$""|""[^""]*""[,)])", m.Groups[1].Value));
    }

    /// <summary>A part that is a plain string would make the whole message one, and then no value is cut.</summary>
    [Fact]
    public void Every_part_of_a_message_in_several_lines_is_an_interpolated_string() => Assert.DoesNotContain(
        Sources.Where(s => s.File.StartsWith("src/RustImage/Messages", StringComparison.Ordinal)).SelectMany(s => s.Code.Split('\n')),
        line => Regex.IsMatch(line, @"^ {8}\+ """));

    private static IEnumerable<string> Naming(string pattern) =>
        Sources.Where(s => Regex.IsMatch(s.Code, pattern)).Select(s => s.File).Order(StringComparer.Ordinal);
}
