using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RustImage.Testing;

/// <summary>A .deb file, read by dpkg-deb, as the indices of an archive describe it.</summary>
/// <param name="Paragraph">The entry in Packages.</param>
/// <param name="Files">Paths without a leading slash, without directories.</param>
public sealed partial record TestPackage(
    string Deb, string Component, string Name, string Architecture, string Section, string PoolPath, string Paragraph,
    IReadOnlyList<string> Files)
{
    private static readonly ConcurrentDictionary<(Digest, string, string), TestPackage> Known = new();

    public static TestPackage Read(string deb, string component) =>
        Known.GetOrAdd((Digest.OfFile(deb), Path.GetFileName(deb), component), _ => ReadNew(deb, component)) with { Deb = deb };

    private static TestPackage ReadNew(string deb, string component)
    {
        var control = DpkgDeb("-f", deb).TrimEnd('\n');
        var name = Field(control, "Package")!;
        var source = Field(control, "Source")?.Split(' ')[0] ?? name;
        var folder = source.StartsWith("lib", StringComparison.Ordinal) && source.Length > 3 ? source[..4] : source[..1];
        // File names in archives have no epoch, and some mirrors do not support ':' in them.
        var file = Path.GetFileName(deb).Replace("%3a", ":", StringComparison.Ordinal).Split(':')[^1];
        if (file != Path.GetFileName(deb))
            file = $"{name}_{file}";
        var pool = $"pool/{component}/{folder}/{source}/{file}";
        var paragraph = string.Create(
            CultureInfo.InvariantCulture,
            $"{control}\nFilename: {pool}\nSize: {new FileInfo(deb).Length}\nSHA256: {Digest.OfFile(deb).Hex}\n");
        var files = DpkgDeb("-c", deb).Split('\n').Select(l => Entry().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value);
        return new TestPackage(deb, component, name, Field(control, "Architecture")!, Field(control, "Section") ?? "misc", pool, paragraph,
            [.. files]);
    }

    private static string? Field(string control, string name) =>
        Regex.Match(control, $"^{name}: (.*)$", RegexOptions.Multiline) is { Success: true } match ? match.Groups[1].Value : null;

    private static string DpkgDeb(string option, string deb)
    {
        var tool = Require.Tool("dpkg-deb", "dpkg");
        var result = ProcessRunner.CaptureAsync(new Command(tool, [option, Path.GetFullPath(deb)], Path.GetTempPath())
        {
            MostBytes = 1 << 28,
        }).GetAwaiter().GetResult();
        Assert.True(result.ExitCode == 0, result.StandardError);
        return result.StandardOutput;
    }

    // "lrwxrwxrwx root/root 0 2026-05-01 10:00 ./usr/lib/libz.so.1 -> libz.so.1.3"
    [GeneratedRegex(@"^[-lh]\S+ \S+ +\S+ \S+ \S+ \./(.*?)(?: -> .*| link to .*)?$")]
    private static partial Regex Entry();
}
