using System.Text;
using RustImage.Debian.Archives;

namespace RustImage.UnitTests.Debian.Archives;

public sealed class ReleaseTests
{
    private const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private const string Other = "f61f27bd17de546264aa58f40f3aafaac7021e0ef69c17f6b1b4cd7664a037ec";

    private const string Security = $"""
        Origin: Debian
        Label: Debian-Security
        Suite: oldstable-security
        Version: 12
        Codename: bookworm-security
        Date: Mon, 23 Nov 2026 11:22:37 UTC
        Valid-Until: Mon, 30 Nov 2026 11:22:37 UTC
        Acquire-By-Hash: yes
        Architectures: amd64 arm64
        Components: updates/main updates/contrib
        No-Support-for-Architecture-all: Packages
        Description: Debian 12 - Security Updates
        MD5Sum:
         d41d8cd98f00b204e9800998ecf8427e 0 only/in/md5
        SHA256:
         {Empty}        0 main/Contents-amd64
         {Other}       20 main/Contents-amd64.gz
         {Empty}        0 main/binary-amd64/Packages
         {Other}       20 main/binary-amd64/Packages.gz
         {Other}  4294967 main/binary-amd64/Packages.xz
         {Other}       20 main/binary-arm64/Packages.gz
         {Empty}        0 contrib/binary-arm64/Packages
        """;

    [Fact]
    public void The_fields_of_a_Release_are_read()
    {
        var release = Read(Security);
        Assert.Equal("Debian", release.Origin);
        Assert.Equal("Debian-Security", release.Label);
        Assert.Equal("oldstable-security", release.Suite);
        Assert.Equal("bookworm-security", release.Codename);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 11, 22, 37, TimeSpan.Zero), release.Date);
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 11, 22, 37, TimeSpan.Zero), release.ValidUntil);
        Assert.True(release.AcquireByHash);
        Assert.True(release.NoSupportForArchitectureAll);
        Assert.Equal(["amd64", "arm64"], release.Architectures);
        Assert.Equal(["updates/main", "updates/contrib"], release.Components);
        Assert.Equal(7, release.Files.Count);
    }

    [Fact]
    public void The_smallest_compressed_form_of_an_index_is_chosen()
    {
        var release = Read(Security);
        var index = release.FindIndex("updates/main", "amd64");
        Assert.Equal(new ListedFile("main/binary-amd64/Packages.xz", 4294967, Digest.Parse($"sha256:{Other}")), index);
        Assert.Equal(index, release.FindIndex("main", "amd64"));
        Assert.Equal("main/binary-arm64/Packages.gz", release.FindIndex("main", "arm64")!.Path);
        Assert.Equal("contrib/binary-arm64/Packages", release.FindIndex("contrib", "arm64")!.Path);
        Assert.Null(release.FindIndex("main", "riscv64"));
        Assert.Equal("main/Contents-amd64.gz", release.FindContents("main", "amd64")!.Path);
        Assert.Null(release.FindContents("main", "all"));
    }

    [Fact]
    public void A_file_is_fetched_by_its_digest_if_the_archive_supports_it()
    {
        var release = Read(Security);
        var index = release.FindIndex("main", "amd64")!;
        Assert.Equal($"main/binary-amd64/by-hash/SHA256/{Other}", release.UrlPath(index));
        Assert.Equal(index.Path, (release with { AcquireByHash = false }).UrlPath(index));
    }

    [Fact]
    public void An_expired_Release_is_refused()
    {
        var release = Read(Security);
        var e = Refused("RIMG7020", () => release.CheckFresh(new DateTimeOffset(2026, 11, 30, 11, 22, 38, TimeSpan.Zero)));
        Assert.Contains("Debian-Security bookworm-security was valid until 2026-11-30 11:22 UTC", e.Message, StringComparison.Ordinal);
        release.CheckFresh(new DateTimeOffset(2026, 11, 30, 11, 22, 37, TimeSpan.Zero));
        (release with { ValidUntil = null }).CheckFresh(DateTimeOffset.MaxValue);
    }

    [Fact]
    public void A_Release_from_the_future_is_refused()
    {
        var release = Read(Security);
        release.CheckFresh(release.Date.AddHours(-23));
        Refused("RIMG7021", () => release.CheckFresh(release.Date.AddHours(-25)));
    }

    [Fact]
    public void A_Release_older_than_the_lock_is_refused()
    {
        var release = Read(Security);
        release.CheckNotOlderThan(release.Date);
        var e = Refused("RIMG7022", () => release.CheckNotOlderThan(release.Date.AddHours(1)));
        Assert.Contains("2026-11-23 12:22 UTC", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Date: Mon, 23 Nov 2026 11:22:37 UTC\n", "", "it has no Date")]
    [InlineData("Date: Mon, 23 Nov 2026 11:22:37 UTC", "Date: yesterday", "its Date is 'yesterday'")]
    [InlineData("Valid-Until: Mon, 30", "Valid-Until: Mon, 31", "its Valid-Until is 'Mon, 31 Nov 2026 11:22:37 UTC'")]
    [InlineData("Codename: bookworm-security\n", "", "it has no Codename")]
    [InlineData("SHA256:", "SHA1:", "it has no SHA256")]
    [InlineData("main/Contents-amd64.gz", "../main/Contents-amd64.gz", "lists 'f61f27bd")]
    [InlineData("main/Contents-amd64.gz", "/main/Contents-amd64.gz", "lists 'f61f27bd")]
    [InlineData("main/Contents-amd64.gz", "main/./Contents-amd64.gz", "lists 'f61f27bd")]
    [InlineData("main/Contents-amd64.gz", "main\\Contents-amd64.gz", "lists 'f61f27bd")]
    [InlineData("main/Contents-amd64.gz", "main/Contents-amd64.gz?x", "lists 'f61f27bd")]
    [InlineData("main/Contents-amd64.gz", "main/Contents-amd64", "lists 'f61f27bd")]
    [InlineData("4294967 main", "-1 main", "lists 'f61f27bd")]
    [InlineData("4294967 main", "4294967297 main", "lists 'f61f27bd")]
    [InlineData("4294967 main", "99999999999999999999 main", "lists 'f61f27bd")]
    [InlineData(Empty, "e3b0", "lists 'e3b0")]
    [InlineData("Description:", "\nDescription:", "it has a second paragraph")]
    public void A_Release_with_a_missing_or_invalid_field_is_refused(string text, string instead, string reason)
    {
        var e = Refused("RIMG7019", () => Read(Security.Replace(text, instead, StringComparison.Ordinal)));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    private static Release Read(string text) => ReleaseReader.Read(Encoding.UTF8.GetBytes(text), "bookworm InRelease");

    private static RustImageException Refused(string code, Action action)
    {
        var e = Assert.Throws<RustImageException>(action);
        Assert.Equal(code, e.Code);
        return e;
    }
}
