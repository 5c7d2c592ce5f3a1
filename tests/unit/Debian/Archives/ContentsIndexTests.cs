using System.Text;
using RustImage.Debian.Archives;

namespace RustImage.UnitTests.Debian.Archives;

public sealed class ContentsIndexTests
{
    [Fact]
    public void Files_are_found_by_their_file_name()
    {
        const string text = """
            usr/lib/x86_64-linux-gnu/libicuuc.so.72                     libs/libicu72
            usr/lib/x86_64-linux-gnu/libicuuc.so.72.1	libs/libicu72
            usr/share/doc/a file with spaces                            contrib/doc/a,non-free/doc/b,c
            libicuuc.so.72  x/y
            usr/libicuuc.so.72/other                                    libs/no

            nothing
            """;
        var found = Find(text, "libicuuc.so.72", "a file with spaces", "missing");
        Assert.Equal(
            ["usr/lib/x86_64-linux-gnu/libicuuc.so.72: libicu72", "usr/share/doc/a file with spaces: a b c", "libicuuc.so.72: y"],
            found.Select(e => $"{e.Path}: {string.Join(' ', e.Packages)}"));
    }

    [Fact]
    public void Large_files_and_long_lines_give_the_same_result_as_a_simple_reader()
    {
        var random = new Random(3);
        var text = new StringBuilder();
        for (var i = 0; i < 60_000; i++)
            text.Append("usr/").Append('d', random.Next(40)).Append("/lib").Append(random.Next(500)).Append(".so")
                .Append(' ', random.Next(1, 30)).Append("libs/p").Append(i).Append('\n');
        text.Append("usr/libx.so  ").Append(string.Join(',', Enumerable.Range(0, 300_000).Select(i => $"libs/p{i}")))
            .Append("\nusr/last/lib7.so libs/last");
        string[] names = ["lib7.so", "lib123.so", "lib499.so", "libx.so", "nothing"];
        var expected = text.ToString().Split('\n')
            .Select(l => (Path: l[..l.IndexOf(' ', StringComparison.Ordinal)], Packages: l[(l.LastIndexOf(' ') + 1)..]))
            .Where(e => names.Contains(e.Path.Split('/')[^1]))
            .Select(e => $"{e.Path} {e.Packages.Replace("libs/", "", StringComparison.Ordinal)}");
        Assert.Equal(expected, Find(text.ToString(), names).Select(e => $"{e.Path} {string.Join(',', e.Packages)}"));
    }

    [Fact]
    public void Names_without_a_common_suffix_are_found() =>
        Assert.Equal(["usr/a", "usr/b/c"], Find("usr/a libs/x\n\nusr/d libs/y\nusr/b/c libs/z\n", "a", "c").Select(e => e.Path));

    [Fact]
    public void An_empty_file_or_an_empty_list_of_names_yields_nothing()
    {
        Assert.Empty(Find("", "x"));
        Assert.Empty(Find("usr/x libs/x\n"));
    }

    [Fact]
    public void A_search_can_be_cancelled() => Assert.Throws<OperationCanceledException>(
        () => ContentsIndex.Find(new MemoryStream(new byte[10]), new HashSet<string>(["x"]), new CancellationToken(canceled: true)));

    private static IReadOnlyList<ContentsEntry> Find(string text, params string[] names) =>
        ContentsIndex.Find(new SmallReads(Encoding.UTF8.GetBytes(text)), names.ToHashSet(), CancellationToken.None);

    /// <summary>A stream that returns few bytes for each read, as decompressors and networks do.</summary>
    private sealed class SmallReads(byte[] bytes) : MemoryStream(bytes)
    {
        private readonly Random _random = new(5);

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, _random.Next(1, 5000))]);
    }
}
