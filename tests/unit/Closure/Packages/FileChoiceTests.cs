using RustImage.Closure.Packages;
using RustImage.Debian.Packages;

namespace RustImage.UnitTests.Closure.Packages;

public sealed class FileChoiceTests
{
    private const string Zones = "/usr/share/zoneinfo/";

    private static readonly PackageContent Package = new("", new Dictionary<string, string>(),
    [
        File("/usr/lib/v1/a"), File("/usr/lib/v1/sub/b"), Link("/usr/lib/v1/up", "../v1/sub"), Directory("/usr/lib/v1"),
        Link("/usr/lib/current", "v1"), Link("/usr/lib/tool", "/lib/current/a"), File("/usr/lib/v10"),
        Directory(Zones + "Etc"), File(Zones + "Etc/UTC"), Link(Zones + "UTC", "Etc/UTC"), Link(Zones + "Zulu", "UTC"),
        File(Zones + "Asia/Nicosia"), Link(Zones + "Europe/Nicosia", "../Asia/Nicosia"), File(Zones + "Europe/Berlin"),
        Link(Zones + "localtime", "/etc/localtime"), Link(Zones + "loop", "loop"), File("/usr/share/doc/zones/README"),
    ]);

    [Theory]
    [InlineData(Zones + "UTC", "UTC,Etc/UTC")]
    [InlineData(Zones + "Zulu", "Zulu,UTC,Etc/UTC")]
    [InlineData(Zones + "Europe/*", "Europe/Nicosia,Europe/Berlin,Asia/Nicosia")]
    [InlineData(Zones + "localtime", "localtime")]
    [InlineData(Zones + "loop", "loop")]
    public void Links_bring_their_targets_through_chains(string pattern, string expected) =>
        Assert.Equal(expected.Split(',').Select(p => Zones + p), Paths(pattern));

    [Fact]
    public void A_link_to_a_directory_brings_all_below_it() => Assert.Equal(
        ["/usr/lib/current", "/usr/lib/v1/a", "/usr/lib/v1/sub/b", "/usr/lib/v1/up"], Paths("/usr/lib/current"));

    [Fact]
    public void A_target_behind_a_linked_directory_brings_that_link() => Assert.Equal(
        ["/usr/lib/tool", "/usr/lib/current", "/usr/lib/v1/a", "/usr/lib/v1/sub/b", "/usr/lib/v1/up"], Paths("/usr/lib/tool"));

    [Theory]
    [InlineData(Zones + "UTC", nameof(ChoiceKind.Path))]
    [InlineData(Zones + "U?C", nameof(ChoiceKind.Pattern))]
    [InlineData(Zones, nameof(ChoiceKind.Pattern))]
    [InlineData(Zones + "*;" + Zones + "UTC", nameof(ChoiceKind.Path))]
    [InlineData(Zones + "UTC;" + Zones + "*", nameof(ChoiceKind.Path))]
    [InlineData(Zones + "Zulu", nameof(ChoiceKind.Link))]
    [InlineData("", nameof(ChoiceKind.Package))]
    public void The_most_exact_choice_of_a_file_counts(string patterns, string expected) => Assert.Equal(
        expected, $"{Choose(patterns).Single(c => c.File.Path == Zones + "UTC").Kind}");

    [Fact]
    public void A_whole_package_comes_without_documentation_and_directories() => Assert.DoesNotContain(
        Choose(""), c => c.File.Kind == PackageFileKind.Directory || c.File.Path.StartsWith("/usr/share/doc", StringComparison.Ordinal));

    private static IEnumerable<string> Paths(string patterns) => Choose(patterns).Select(c => c.File.Path);

    private static IReadOnlyList<FileChoice> Choose(string patterns) =>
        FileChoice.Create(new PackageRequest("zones", patterns.Split(';', StringSplitOptions.RemoveEmptyEntries)), Package);

    private static PackageFile File(string path) => new(path, PackageFileKind.File, 0b110_100_100, 1, Digest.OfBytes([]), null, path);

    private static PackageFile Directory(string path) => new(path, PackageFileKind.Directory, 0b111_101_101, 0, null, null, null);

    private static PackageFile Link(string path, string target) =>
        new(path, PackageFileKind.Link, 0b111_111_111, 0, null, target, null);
}
