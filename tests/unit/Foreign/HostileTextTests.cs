using System.Text.Json.Nodes;
using RustImage.Cargo;
using RustImage.Evidence.Page;
using RustImage.Evidence.Text;
using RustImage.Metadata;
using RustImage.Testing;
using RustImage.UnitTests.Base;
using RustImage.UnitTests.Evidence;
using RustImage.UnitTests.Layers;

namespace RustImage.UnitTests.Foreign;

/// <summary>Control characters in foreign text must become visible wherever a person reads it.</summary>
public sealed class HostileTextTests : IDisposable
{
    private const string Escape = "\u001b]0;owned\u0007\u202e";
    private const string Shown = @"\u{1b}]0;owned\u{7}\u{202e}";

    private readonly BaseFixture _base = new();

    public void Dispose() => _base.Dispose();

    [Fact]
    public async Task The_path_in_a_base_layer_is_cleaned_in_RIMG5108()
    {
        new TestImage([new TestLayer().File($"a{Escape}/../../x", "")]).WriteLayout(_base["layout"]);
        AssertShown("RIMG5108", await Assert.ThrowsAsync<RustImageException>(() => _base.PullAsync("oci:layout")));
    }

    [Fact]
    public async Task The_architecture_of_a_base_is_cleaned_in_RIMG5103()
    {
        new TestImage([new TestLayer().File("x", "")], platform: new JsonObject { ["os"] = "linux", ["architecture"] = Escape })
            .WriteLayout(_base["layout"]);
        AssertShown("RIMG5103", await Assert.ThrowsAsync<RustImageException>(() => _base.PullAsync("oci:layout")));
    }

    [Fact]
    public void A_tag_of_CI_metadata_is_cleaned_and_cut_in_RIMG5035()
    {
        var tag = Escape + new string('x', 400_000);
        var failure =
            Assert.Throws<RustImageException>(
                () => MetadataFile.Parse(new JsonObject { ["tags"] = new JsonArray(tag) }.ToJsonString(), "x"));
        AssertShown("RIMG5035", failure);
        Assert.InRange(failure.Message.Length, 1000, 4000);
        Assert.EndsWith("or set ContainerMetadataFile to a file that fits, or to 'none' to do without.", failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void RIMG7045_shows_control_characters_of_a_path_in_the_lock_as_escapes()
    {
        var text = """{"version":1,"suite":"trixie","releases":[],"packages":[""" +
            """{"name":"xy","version":"1","architecture":"amd64","source":"xy","archive":"debian","path":"PATH","size":""" +
            """1,"digest":"DIGEST","neededBy":{}}]}""";
        File.WriteAllText(_base.Lock,
            text.Replace("DIGEST", $"{Digest.OfBytes([])}", StringComparison.Ordinal)
            .Replace("PATH", @"pool/\u001b]0;owned\u0007\u202e.deb", StringComparison.Ordinal));
        AssertShown("RIMG7045", Assert.Throws<RustImageException>(() => RustImage.Debian.Locks.LockFile.Read(_base.Lock)));
    }

    [Fact]
    public void The_message_of_a_credential_source_is_cleaned_in_RIMG6101() =>
        AssertShown("RIMG6101", Messages.DeniedWithoutCredentials("ghcr.io", "a push to 'me/app'", "denied", [$"a file says {Escape}"], "X")
            .ToException());

    [Fact]
    public void Names_and_labels_are_cleaned_on_the_page_and_in_its_data()
    {
        var report = SampleReport.Create(labels: new Dictionary<string, string>
        {
            [$"k{Escape}"] = $"v{Escape}",
        }, files: [TestEntry.File($"/etc/{Escape}")]);
        var page = ReportPage.Write(report);
        Assert.DoesNotContain('\u001b', page);
        Assert.DoesNotContain('\u202e', page);
        Assert.DoesNotContain("&#x1B;", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("&#x202E;", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(@"owned\u0007", page[..page.IndexOf("diffId", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Contains($"v{Shown}", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains(@"/etc/\\u{1b}]0;owned\\u{7}\\u{202e}",
            System.Net.WebUtility.HtmlDecode(page).Replace(@"\u005C", @"\", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_JSON_keeps_names_unchanged_and_the_tree_shows_them_cleaned()
    {
        var report = SampleReport.Create(files: [TestEntry.File($"/etc/{Escape}")]);
        Assert.Contains(ReportText.Lines(report), l => l.Contains(Escape, StringComparison.Ordinal));
        var json = JsonNode.Parse(RustImage.Evidence.ReportJson.Write(report))!;
        Assert.Contains($"/etc/{Escape}", json["files"]!.AsArray().Select(f => (string?)f!["path"]));
    }

    [Fact]
    public void A_failure_of_cargo_is_cleaned_and_not_cut()
    {
        var failure = CargoFailure.Parse($"error: {Escape}{new string('x', 10_000)}", "Cargo.toml", "/");
        AssertShown("RIMG1002", failure.ToException());
        Assert.EndsWith("xxx", failure.Text, StringComparison.Ordinal);
        Assert.InRange(failure.Text.Length, 10_000, 11_000);
    }

    [Theory]
    [InlineData("error: x\n --> src/\0.rs:1:1\n")]
    [InlineData("error: x\n --> src/main.rs:99999999999999999999:1\n")]
    [InlineData("error: x\n --> src/main.rs:\u0661:\u0661\n")]
    public void An_invalid_location_is_part_of_the_text(string text) =>
        Assert.Equal((0, 0), (CargoFailure.Parse(text, "Cargo.toml", "/").Line, CargoFailure.Parse(text, "Cargo.toml", "/").Column));

    private static void AssertShown(string code, RustImageException failure)
    {
        Assert.Equal(code, failure.Code);
        Assert.Contains(Shown, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(failure.Message, char.IsControl);
    }
}
