using RustImage.Evidence;
using RustImage.Evidence.Text;
using RustImage.UnitTests.Layers;

namespace RustImage.UnitTests.Evidence;

public sealed class ReportTextTests
{
    [Fact]
    public void The_tree_goes_from_the_image_over_layers_and_packages_to_files()
    {
        var lines = ReportText.Lines(SampleReport.Create()).ToList();

        Assert.StartsWith("team/myapp:1.0.0, linux/amd64, sha256:", lines[0], StringComparison.Ordinal);
        Assert.Contains(" compressed (compressor-1), ", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("2 packages, 4 layers; efficiency 100 %", lines[1], StringComparison.Ordinal);
        var zstd = lines.FindIndex(l => l.StartsWith("├─ libzstd  ", StringComparison.Ordinal));
        Assert.Equal("│  └─ libzstd1 1.5.7  16.1 kB, licence: see its copyright file", lines[zstd + 1]);
        Assert.Equal("│     ├─ /usr/lib/x86_64-linux-gnu/libzstd.so.1 -> libzstd.so.1.5.7           libzstd.so.1 ← libcrypto.so.3 ← " +
            "libssl.so.3 ← myapp", lines[zstd + 2]);
        Assert.Equal("│     ├─ /usr/lib/x86_64-linux-gnu/libzstd.so.1.5.7                  16.0 kB  libzstd.so.1 ← libcrypto.so.3 ← " +
            "libssl.so.3 ← myapp", lines[zstd + 3]);
        Assert.Equal("│     └─ its record and licence: 2 files, 53 B", lines[zstd + 4]);
        Assert.Equal("   └─ /app/myapp  15 B  reason of /app/myapp", lines[^1]);
    }

    [Fact]
    public void Thousands_of_files_fold_into_their_directories()
    {
        var files = Enumerable.Range(0, 6000)
            .Select(i => TestEntry.File($"/srv/{(i % 3 == 0 ? "many" : "more")}/{i}") with { Reason = "added" }).ToList();
        var lines = ReportText.Lines(SampleReport.Create(files: files)).ToList();

        Assert.Contains("│  ├─ /srv/many/ (2,000 files)   8.0 kB  added", lines);
        Assert.Contains("│  └─ /srv/more/ (4,000 files)  16.0 kB  added", lines);
        Assert.InRange(lines.Count, 10, 80);
    }

    [Fact]
    public void A_few_files_are_all_listed()
    {
        var folded =
            FoldedFiles.Of(
                [.. SampleReport.Create(files: [.. Enumerable.Range(0, 20).Select(i => TestEntry.File($"/srv/{i:00}"))]).Files.Where(
                f => f.Path.StartsWith("/srv/", StringComparison.Ordinal))]);

        Assert.Equal(20, folded.Count);
        Assert.DoesNotContain(folded, f => f.IsDirectory);
    }

    [Fact]
    public void The_difference_is_printed_last()
    {
        var (earlier, now) = (SampleReport.Create("short"), SampleReport.Create("longer than before"));
        var lines = ReportText.Lines(now with { Difference = ReportDifference.Between(earlier, now) }).ToList();

        Assert.Equal($"Since team/myapp:1.0.0, {earlier.Digest}: ±0 B compressed, ±0 B unpacked", lines[^2]);
        Assert.Equal("  ~ /app/myapp  5 B → 18 B", lines[^1]);
    }

    [Theory]
    [InlineData("libzstd")]
    [InlineData("LIBZSTD.SO.1")]
    [InlineData("libzstd1")]
    public void The_answer_shows_the_chain_with_paths_and_omits_the_package_record(string question)
    {
        var lines = FileExplanation.Lines(SampleReport.Create(), question).ToList();

        Assert.Equal(10, lines.Count);
        Assert.Equal("libzstd.so.1 ← libcrypto.so.3 ← libssl.so.3 ← myapp", lines[5]);
        Assert.Equal($"├─ {SampleReport.Libraries}/libzstd.so.1.5.7, 16.0 kB", lines[6]);
        Assert.Contains($"NEEDED by {SampleReport.Libraries}/libssl.so.3, NEEDED by /app/myapp", lines[7], StringComparison.Ordinal);
        Assert.Equal("├─ package libzstd1 1.5.7, licence: see its copyright file", lines[8]);
        Assert.StartsWith("└─ layer 2 of 4, libzstd, ", lines[9], StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_record_is_explained_on_request() =>
        Assert.Equal("the record of libzstd1 1.5.7, for scanners", FileExplanation.Lines(SampleReport.Create(), "status.d/libzstd1")
            .First());

    [Fact]
    public void A_question_without_an_answer_suggests_similar_names()
    {
        var error = Assert.Throws<RustImageException>(() => FileExplanation.Lines(SampleReport.Create(), "libztsd")).Diagnostics[0];

        Assert.Equal("RIMG8101", error.Code);
        Assert.Contains("'libztsd'", error.Text, StringComparison.Ordinal);
        Assert.Contains("did you mean 'libzstd.so.1'", error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("did you mean",
            Assert.Throws<RustImageException>(() => FileExplanation.Lines(SampleReport.Create(), "quite another thing")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.0 kB")]
    [InlineData(999_949, "999.9 kB")]
    [InlineData(999_950, "1.0 MB")]
    [InlineData(12_345_678_901, "12.3 GB")]
    public void Sizes_use_powers_of_ten(long bytes, string text) => Assert.Equal(text, Sizes.Of(bytes));

    [Theory]
    [InlineData(1, "100 %")]
    [InlineData(0.99999, "99.9 %")]
    [InlineData(0.5, "50.0 %")]
    public void Only_the_whole_is_shown_as_100_percent(double share, string text) => Assert.Equal(text, Sizes.Percent(share));
}
