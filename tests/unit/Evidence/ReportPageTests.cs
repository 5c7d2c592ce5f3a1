using System.Text.Json;
using System.Text.RegularExpressions;
using RustImage.Evidence;
using RustImage.Evidence.Page;
using RustImage.UnitTests.Layers;

namespace RustImage.UnitTests.Evidence;

public sealed partial class ReportPageTests
{
    private const string Hostile = "</script><!--<script>\u2028<img src=x onerror=alert(1)>&amp;{{data}}'\"";

    [Fact]
    public void Names_and_labels_are_escaped_everywhere()
    {
        var report = SampleReport.Create(
            labels: new Dictionary<string, string> { [Hostile] = Hostile },
            files: [TestEntry.File("/srv/</title><script>alert(2)</script>") with { Reason = Hostile }]);
        var page = ReportPage.Write(report with { Difference = ReportDifference.Between(SampleReport.Create(), report) });

        // Only the elements of the page itself.
        Assert.Equal(2, Regex.Count(page, "<script"));
        Assert.Equal(2, Regex.Count(page, "</script"));
        Assert.Single(Regex.Matches(page, "</title"));
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;&amp;amp;{{data}}", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_embedded_data_is_the_whole_report()
    {
        var report = SampleReport.Create(labels: new Dictionary<string, string> { ["x"] = Hostile });
        var data = JsonDocument.Parse(Data().Match(ReportPage.Write(report)).Groups[1].Value).RootElement;

        Assert.Equal(Hostile, data.GetProperty("configuration").GetProperty("config").GetProperty("Labels").GetProperty("x").GetString());
        Assert.Equal(report.Files.Count, data.GetProperty("files").GetArrayLength());
    }

    [Fact]
    public void The_page_makes_no_request_and_allows_only_its_own_style_and_script()
    {
        var page = ReportPage.Write(SampleReport.Create());
        var policy = Policy().Match(page).Groups[1].Value;

        Assert.DoesNotMatch(
            @"\b(src|href|action|srcset)\s*=|url\(|@import|\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon", Data().Replace(page, ""));
        Assert.StartsWith("default-src 'none'; base-uri 'none'; form-action 'none'; ", policy, StringComparison.Ordinal);
        Assert.Equal(
            [HashOf("<style>(.*?)</style>", page), HashOf("<script type=\"module\">(.*?)</script>", page)],
            Regex.Matches(policy, "'(sha256-[^']+)'").Select(m => m.Groups[1].Value));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_numbers_and_tables_without_its_script()
    {
        var page = ReportPage.Write(SampleReport.Create());

        foreach (var part in new[]
            { "<dd>100 %</dd>", "<td>libzstd</td>", "<td>Apache-2.0</td>", "see <code>/usr/share/doc/libzstd1/copyright</code>",
            "<td>org.example.note</td>", "<noscript>" })
            Assert.Contains(part, page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_report_yields_the_same_page() =>
        Assert.Equal(ReportPage.Write(SampleReport.Create()), ReportPage.Write(SampleReport.Create()));

    private static string HashOf(string pattern, string page) =>
        "sha256-" + Convert.ToBase64String(
            System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(Regex.Match(page, pattern, RegexOptions.Singleline).Groups[1].Value)));

    [GeneratedRegex("<script type=\"application/json\" id=\"report\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex Policy();
}
