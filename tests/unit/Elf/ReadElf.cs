using System.Text.RegularExpressions;
using RustImage.Testing;

namespace RustImage.UnitTests.Elf;

/// <summary>The output of binutils' readelf for a file, to compare our reader with.</summary>
internal sealed partial record ReadElf(
    string? Interpreter,
    string? SoName,
    string? RPath,
    string? RunPath,
    IReadOnlyList<string> Needed,
    bool BindNow,
    IReadOnlyList<string> VersionNeeds,
    IReadOnlyList<string> VersionDefinitions,
    IReadOnlyList<string> Undefined,
    IReadOnlyList<string> Defined,
    string? BuildId)
{
    public static ReadElf Of(string path)
    {
        var readelf = Require.Tool("readelf", "binutils");
        var environment = new Dictionary<string, string?> { ["LC_ALL"] = "C" };
        var command = new Command(readelf, ["-W", "-l", "-d", "--dyn-syms", "-V", "-n", path], Path.GetTempPath(), environment)
        {
            MostBytes = 1 << 28,
        };
        var result = ProcessRunner.CaptureAsync(command).GetAwaiter().GetResult();
        Assert.Equal(0, result.ExitCode);
        return Parse(result.StandardOutput);
    }

    private static ReadElf Parse(string text)
    {
        var (needs, libraries) = ParseNeeds(text);
        var symbols = Symbol().Matches(text).Where(m => m.Groups["bind"].Value != "LOCAL").ToList();
        return new ReadElf(
            One(text, @"\[Requesting program interpreter: (.*)\]"),
            One(text, @"Library soname: \[(.*)\]"),
            One(text, @"Library rpath: \[(.*)\]"),
            One(text, @"Library runpath: \[(.*)\]"),
            [.. Regex.Matches(text, @"Shared library: \[(.*)\]").Select(m => m.Groups[1].Value)],
            Regex.IsMatch(text, @"\(BIND_NOW\)|\(FLAGS\) .*BIND_NOW|\(FLAGS_1\) .*\bNOW\b"),
            needs,
            [.. Regex.Matches(text, @"Rev: 1  Flags: (?!BASE).*Name: (.*)").Select(m => m.Groups[1].Value)],
            // A defined symbol with the index of a needed version is copied from a library.
            Sorted(symbols.Where(m => m.Groups["ndx"].Value == "UND" || m.Groups["index"].Success).Select(m => Undefine(m, libraries))),
            Sorted(symbols.Where(m => m.Groups["ndx"].Value != "UND").Select(m => m.Groups["name"].Value)),
            One(text, @"Build ID: (.*)"));
    }

    private static string Undefine(Match symbol, Dictionary<string, string> libraries)
    {
        var weak = symbol.Groups["bind"].Value == "WEAK" ? " weak" : "";
        var index = symbol.Groups["index"];
        return symbol.Groups["name"].Value + (index.Success ? $" of {libraries[index.Value]}" : "") + weak;
    }

    private static (List<string> Needs, Dictionary<string, string> Libraries) ParseNeeds(string text)
    {
        var needs = new List<string>();
        var libraries = new Dictionary<string, string>();
        var library = "";
        foreach (Match line in Need().Matches(text))
        {
            if (line.Groups["file"].Success)
            {
                library = line.Groups["file"].Value;
                continue;
            }
            needs.Add($"{library} {line.Groups["name"].Value} {(line.Groups["flags"].Value.Contains("WEAK") ? "weak" : "strong")}");
            libraries[line.Groups["index"].Value] = library;
        }
        return (needs, libraries);
    }

    private static string? One(string text, string pattern) =>
        Regex.Match(text, pattern) is { Success: true } match ? match.Groups[1].Value : null;

    private static List<string> Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"Version: 1  File: (?<file>\S+)|  Name: (?<name>\S+)  Flags: (?<flags>.*?)  Version: (?<index>\d+)")]
    private static partial Regex Need();

    [GeneratedRegex(
        @"^ +\d+: [0-9a-f]+ +\S+ +\S+ +(?<bind>\S+) +\S+ +(\[.*?\] +)?(?<ndx>\S+) (?<name>\S+)( \((?<index>\d+)\))?\r?$",
        RegexOptions.Multiline)]
    private static partial Regex Symbol();
}
