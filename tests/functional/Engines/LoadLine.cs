using System.Globalization;
using System.Text.RegularExpressions;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Engines;

/// <summary>The line that <c>LoadImage</c> prints: <c>hello:0.1.0 -> Docker (2 of 5 layers sent, 1.2 MB; sha256:…)</c>.</summary>
/// <param name="Id">The digest of the configuration.</param>
internal sealed partial record LoadLine(string Name, string Engine, int Sent, int Layers, double Megabytes, string Id)
{
    public static LoadLine Of(BuildResult build)
    {
        var match = Assert.Single(build.Log.Select(l => Form().Match(l)), m => m.Success);
        return new LoadLine(
            match.Groups[1].Value, match.Groups[2].Value, Number(match.Groups[3]), Number(match.Groups[4]),
            double.Parse(match.Groups[5].ValueSpan, CultureInfo.InvariantCulture), match.Groups[6].Value);
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(\S+) -> (\w+) \((\d+) of (\d+) layers sent, ([\d.]+) MB; (sha256:[0-9a-f]{64})\)\z")]
    private static partial Regex Form();
}
