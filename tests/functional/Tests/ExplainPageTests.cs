using System.Net;
using System.Text.RegularExpressions;
using BigGustave;
using RustImage.FunctionalTests.Apps;
using RustImage.FunctionalTests.Browsers;
using RustImage.FunctionalTests.Packages;

namespace RustImage.FunctionalTests.Tests;

/// <summary>Asks why libzstd is in the image of a TLS client, in the terminal and on the page in a real browser.</summary>
[Collection(RealApplication.Collection)]
public sealed class ExplainPageTests(LockedHello hello)
{
    private const string Chain = "libzstd.so.1 ← libcrypto.so.3 ← reqwest-get";

    // OpenSSL compresses certificates with zstd since Debian 13.
    private const string OnTrixie = """
        <Project Sdk="RustImage.Sdk/0.1.0">
          <PropertyGroup>
            <DebianSuite>trixie</DebianSuite>
          </PropertyGroup>
          <ItemGroup>
            <ContainerLabel Include="org.example.hostile" Value="&lt;/script&gt;&lt;script&gt;document.title = 'taken'&lt;/script&gt;" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public void The_terminal_and_the_page_explain_why_libzstd_is_in_the_image()
    {
        Require.That(File.ReadAllText("/etc/os-release").Contains("VERSION_CODENAME=bookworm", StringComparison.Ordinal),
            "the application is Debian 12's");
        using var project = RealApplication.Prepare("reqwest-get", OnTrixie).FromDebian(hello.Cache);
        Assert.Matches(
            $@"(?m)^ *{Regex.Escape(Chain)}\r?$", project.Build("-t:ExplainImage", "-p:RustImageExplain=libzstd").Succeeded().Output);
        Assert.Contains(Chain, project.Build("-t:ExplainImage").Succeeded().Output, StringComparison.Ordinal);

        var page = Path.ChangeExtension(project.Archive(), ".explain.html");
        using var browser = new Chromium();
        AssertAnswers(browser.Document(page, "#why=libzstd"));
        var (light, dark) = (browser.Screenshot(page, 1280, 1400, isDark: false), browser.Screenshot(page, 1280, 1400, isDark: true));
        AssertShowsMap(light);
        AssertShowsMap(dark);
        Assert.True(Lightness(light.GetPixel(5, 5)) > 200 && Lightness(dark.GetPixel(5, 5)) < 60);
        AssertShowsMap(browser.Screenshot(page, 500, 1400, isDark: false));
    }

    private static void AssertAnswers(string document)
    {
        var answer = Regex.Match(document, "<ol id=\"answers\">.*?</ol>", RegexOptions.Singleline).Value;
        var names = Regex.Matches(answer, "<span title=\"/[^\"]+\">([^<]+)</span>").Select(m => WebUtility.HtmlDecode(m.Groups[1].Value));
        Assert.Equal(Chain.Split(" ← "), names.Take(3));
        Assert.Contains("libzstd1 1.5", answer, StringComparison.Ordinal);
        // The script in the hostile label has not run.
        Assert.Contains("<title>reqwest-get:0.11.13: what is in the image</title>", document, StringComparison.Ordinal);
    }

    /// <summary>Each layer has its own hue, so a map has several. A page whose script failed has none.</summary>
    private static void AssertShowsMap(Png picture)
    {
        var hues = new HashSet<int>();
        for (var y = 0; y < picture.Height; y += 4)
        {
            for (var x = 0; x < picture.Width; x += 4)
            {
                var pixel = picture.GetPixel(x, y);
                int[] parts = [pixel.R, pixel.G, pixel.B];
                if (parts.Max() - parts.Min() > 20)
                    hues.Add((Array.IndexOf(parts, parts.Max()) * 3) + Array.IndexOf(parts, parts.Min()));
            }
        }
        Assert.InRange(hues.Count, 4, 6);
    }

    private static int Lightness(Pixel pixel) => (pixel.R + pixel.G + pixel.B) / 3;
}
