using System.Text.Json.Nodes;
using RustImage.Closure.Resolvers;
using RustImage.Debian.Locks;
using RustImage.Testing;

namespace RustImage.UnitTests.Debian.Locks;

public sealed class LockFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private static PackageLock Sample() => new(
        "trixie", [new("trixie", DateTimeOffset.UnixEpoch)],
        [
            new(
                "libssl3t64", "3.5.1-1+deb13u1", "amd64", "openssl", "debian", "pool/main/o/openssl/libssl3t64_3.5.1-1+deb13u1_amd64.deb",
                2437564,
                Digest.OfBytes("a"u8), new Dictionary<string, IReadOnlyList<string>> { ["app/app.csproj"] = ["soname libssl.so.3"] }),
        ]);

    [Fact]
    public void A_lock_survives_writing_and_reading()
    {
        LockFile.Write(_directory["lock"], Sample());
        Assert.Equal(LockFile.ToBytes(Sample()), LockFile.ToBytes(LockFile.Read(_directory["lock"])!));
        Assert.Null(LockFile.Read(_directory["none"]));
    }

    [Fact]
    public void Changes_by_editors_and_version_control_do_not_matter()
    {
        var text = System.Text.Encoding.UTF8.GetString(LockFile.ToBytes(Sample())).ReplaceLineEndings("\r\n");
        File.WriteAllText(_directory["lock"], text, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(LockFile.ToBytes(Sample()), LockFile.ToBytes(LockFile.Read(_directory["lock"])!));
    }

    [Fact]
    public void A_lock_that_is_a_link_stays_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        File.CreateSymbolicLink(_directory["link"], "lock");
        LockFile.Write(_directory["link"], Sample());
        Assert.Equal("lock", new FileInfo(_directory["link"]).LinkTarget);
        Assert.Equal(LockFile.ToBytes(Sample()), File.ReadAllBytes(_directory["lock"]));
    }

    [Fact]
    public void A_new_lock_is_older_than_the_nearest_manifest_and_a_changed_one_keeps_its_time()
    {
        var time = new DateTime(2020, 2, 2, 2, 2, 2, DateTimeKind.Utc);
        Directory.CreateDirectory(_directory["deploy"]);
        File.WriteAllText(_directory["Cargo.toml"], "");
        File.SetLastWriteTimeUtc(_directory["Cargo.toml"], time);
        LockFile.Write(_directory["deploy/lock"], Sample());
        Assert.Equal(time.AddSeconds(-1), File.GetLastWriteTimeUtc(_directory["deploy/lock"]));

        File.SetLastWriteTimeUtc(_directory["deploy/lock"], time.AddDays(1));
        LockFile.Write(_directory["deploy/lock"], Sample() with { Suite = "bookworm" });
        Assert.Equal(time.AddDays(1), File.GetLastWriteTimeUtc(_directory["deploy/lock"]));
        Assert.Equal("bookworm", LockFile.Read(_directory["deploy/lock"])!.Suite);
    }

    [Theory]
    [InlineData("x/../trixie", "RIMG7071")]
    [InlineData("Trixie", "RIMG7071")]
    [InlineData("trixie-backports", "RIMG7071")]
    [InlineData("bookworm", "RIMG7055")]
    [InlineData("trixie", null)]
    [InlineData("stable", null)]
    [InlineData(null, null)]
    public void A_configured_suite_must_be_valid_and_equal_to_that_of_the_lock(string? suite, string? code)
    {
        var settings = new LockSettings(_directory["lock"], "app.proj", suite, Locked: false);
        var error = Record.Exception(() => settings.CheckSuite(Sample())) as RustImageException;
        Assert.Equal(code, error?.Code);
    }

    [Fact]
    public void Damaged_JSON_is_reported_with_its_line()
    {
        File.WriteAllText(_directory["lock"], "{\n  \"version\": 1,\n<<<<<<< HEAD\n");
        var error = Refused();
        Assert.Equal(_directory["lock"], error.File);
        Assert.Equal(3, error.Line);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void A_file_that_is_not_a_lock_is_refused(string text)
    {
        File.WriteAllText(_directory["lock"], text);
        Refused();
    }

    [Theory]
    [InlineData("path", "pool/../../etc/passwd.deb")]
    [InlineData("path", "pool/%2e%2e/%2E%2e/x.deb")]
    [InlineData("path", "pool/..%2f..%2fx.deb")]
    [InlineData("path", "/pool/x.deb")]
    [InlineData("path", "pool//x.deb")]
    [InlineData("path", "pool/./x.deb")]
    [InlineData("path", "dists/x.deb")]
    [InlineData("path", "http://example.org/pool/x.deb")]
    [InlineData("path", "pool/x.tar")]
    [InlineData("path", "pool/x.deb?y.deb")]
    [InlineData("path", "pool\\x.deb")]
    [InlineData("path", "pool/x.deb\n")]
    [InlineData("digest", "md5:00")]
    [InlineData("digest", "sha256:00")]
    [InlineData("digest", "")]
    [InlineData("name", "Lib")]
    [InlineData("name", "../x")]
    [InlineData("name", "-x")]
    [InlineData("name", "x\n")]
    [InlineData("version", "")]
    [InlineData("version", "1 2")]
    [InlineData("architecture", "mips")]
    [InlineData("architecture", "../amd64")]
    [InlineData("source", "a/b")]
    [InlineData("archive", "ubuntu")]
    public void A_package_with_an_invalid_field_is_refused(string field, string value)
    {
        Change(l => l["packages"]![0]![field] = value);
        var error = Refused();
        if (field != "digest" && value.Trim() == value)
            Assert.Contains($"'{value}'", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_digest_is_reported_with_its_line()
    {
        var text = System.Text.Encoding.UTF8.GetString(LockFile.ToBytes(Sample()));
        File.WriteAllText(_directory["lock"], text.Replace("\"sha256:", "\"sha512:", StringComparison.Ordinal));
        var error = Refused();
        Assert.Equal(text.Split('\n').Index().First(l => l.Item.Contains("sha256", StringComparison.Ordinal)).Index + 1, error.Line);
        Assert.Contains("'sha512:", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_sizes_nulls_and_missing_members_are_refused()
    {
        Action<JsonNode>[] changes =
        [
            l => l["packages"]![0]!["size"] = 0,
            l => l["packages"]![0]!["size"] = -1,
            l => l["packages"]![0]!["size"] = long.MaxValue,
            l => l["packages"]![0]!["size"] = "1",
            l => l["packages"]![0]!["digest"] = null,
            l => l["packages"]![0]!["digest"] = 1,
            l => l["packages"]![0]!["name"] = null,
            l => l["packages"]![0]!["neededBy"] = null,
            l => l["packages"]![0]!["neededBy"]!["app/app.csproj"] = null,
            l => l["packages"]![0]!["neededBy"]!["app/app.csproj"]![0] = null,
            l => l["packages"]![0] = null,
            l => l["packages"] = null,
            l => l["releases"]![0] = null,
            l => l["releases"]![0]!["name"] = "../trixie",
            l => l["suite"] = "../trixie",
            l => l["suite"] = null,
            l => l["version"] = 2,
            l => l["packages"]![0]!.AsObject().Remove("digest"),
            l => l.AsObject().Remove("suite"),
            l => l["packages"]!.AsArray().Add(l["packages"]![0]!.DeepClone()),
        ];
        foreach (var change in changes)
        {
            Change(change);
            Refused();
        }
    }

    [Fact]
    public void A_lock_of_a_later_version_is_reported_as_such_whatever_it_holds()
    {
        File.WriteAllText(_directory["lock"], """{ "version": 2, "everything": "else" }""");
        Assert.Contains("version is 2", Refused().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_changed_by_another_build_is_not_overwritten()
    {
        LockFile.Write(_directory["lock"], Sample());
        var other = Sample() with { Suite = "forky" };
        Assert.False(
            await LockFile.ReplaceAsync(_directory["lock"], null, other, _directory["cache"], TestContext.Current.CancellationToken));
        Assert.False(
            await LockFile.ReplaceAsync(_directory["lock"], other, other, _directory["cache"], TestContext.Current.CancellationToken));
        Assert.Equal("trixie", LockFile.Read(_directory["lock"])!.Suite);
        Assert.True(
            await LockFile.ReplaceAsync(_directory["lock"], Sample(), other, _directory["cache"], TestContext.Current.CancellationToken));
        Assert.Equal("forky", LockFile.Read(_directory["lock"])!.Suite);
        Assert.Equal(["cache", "lock"], Directory.GetFileSystemEntries(_directory.Path).Select(Path.GetFileName).Order());
    }

    private void Change(Action<JsonNode> change)
    {
        var text = JsonNode.Parse(LockFile.ToBytes(Sample()))!;
        change(text);
        File.WriteAllText(_directory["lock"], text.ToJsonString());
    }

    private Diagnostic Refused()
    {
        var error = Assert.Single(Assert.Throws<RustImageException>(() => LockFile.Read(_directory["lock"])).Diagnostics);
        Assert.Equal("RIMG7045", error.Code);
        return error;
    }
}
