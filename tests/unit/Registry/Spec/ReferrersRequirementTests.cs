using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace RustImage.UnitTests.Registry.Spec;

/// <summary>distribution-spec 1.1, "Listing Referrers".</summary>
public sealed class ReferrersRequirementTests : RequirementTests
{
    private const string Sbom = "application/vnd.example.sbom+json";
    private readonly Digest _subject = Digest.OfBytes("subject"u8);

    /// <summary>"Listing Referrers": each has its type and annotations.</summary>
    [Fact]
    public async Task Referrers_have_their_types_and_annotations()
    {
        var digest = Refer(Sbom, "one");
        var found = Assert.Single(await Client().ListReferrersAsync(Repository, _subject));
        Assert.Equal((digest, ImageType, Sbom), (found.Digest, found.MediaType, found.ArtifactType));
        Assert.Equal("one", found.Annotations!["name"]);
        Assert.Equal(Stored.Manifests[digest].Bytes.Length, found.Size);
    }

    /// <summary>"Listing Referrers": an empty list is an answer.</summary>
    [Fact]
    public async Task A_manifest_may_have_no_referrers() => Assert.Empty(await Client().ListReferrersAsync(Repository, _subject));

    /// <summary>"Listing Referrers": pages are linked with rel="next", including those of a filtered list.</summary>
    [Theory]
    [InlineData(false, null, 5)]
    [InlineData(true, null, 5)]
    [InlineData(false, Sbom, 3)]
    [InlineData(true, Sbom, 3)]
    public async Task All_referrers_are_listed_over_all_pages(bool relative, string? type, int count)
    {
        Server.Options = new() { PageSize = 2, RelativeLocations = relative };
        for (var i = 0; i < 5; i++)
            Refer(i % 2 == 0 ? Sbom : "application/vnd.example.signature", $"{i}");
        var found = await Client().ListReferrersAsync(Repository, _subject, type);
        Assert.Equal(count, found.Select(d => d.Digest).Distinct().Count());
        Assert.Equal(count, found.Count);
    }

    /// <summary>"Listing Referrers": a registry announces filtering in OCI-Filters-Applied, and need not filter.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Only_referrers_of_the_requested_type_are_listed(bool noFilter)
    {
        Server.Options = new() { NoReferrersFilter = noFilter };
        var sbom = Refer(Sbom, "one");
        Refer("application/vnd.example.signature", "two");
        Assert.Equal([sbom], (await Client().ListReferrersAsync(Repository, _subject, Sbom)).Select(d => d.Digest));
        Assert.Contains($"artifactType={Uri.EscapeDataString(Sbom)}", Server.Requests[^1].Target, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>"Listing Referrers": an index without an artifactType has none in the list.</summary>
    [Fact]
    public async Task An_index_may_be_a_referrer()
    {
        var digest = Stored.AddManifest(IndexType, Encoding.UTF8.GetBytes(
            $$$"""{"schemaVersion":2,"mediaType":"{{{IndexType}}}","manifests":[],"subject":""" +
            $$$"""{"mediaType":"{{{ImageType}}}","digest":"{{{_subject}}}","size":7}}"""));
        var found = Assert.Single(await Client().ListReferrersAsync(Repository, _subject));
        Assert.Equal((digest, IndexType, null), (found.Digest, found.MediaType, found.ArtifactType));
        Assert.Empty(await Client().ListReferrersAsync(Repository, _subject, Sbom));
    }

    /// <summary>
    /// image-spec "Digests": there are other algorithms than SHA-256. Entries with such digests must not hide the others.
    /// </summary>
    [Fact]
    public async Task A_referrer_with_a_digest_of_another_algorithm_does_not_hide_the_others()
    {
        var digest = Refer(Sbom, "one");
        var index = Encoding.UTF8.GetString(Index(digest)).Replace(
            "[", $$"""[{"mediaType":"{{ImageType}}","digest":"sha512:{{new string('a', 128)}}","size":7,"artifactType":"{{Sbom}}"},""",
            StringComparison.Ordinal);
        Intercept(async context =>
        {
            if (!context.Request.Path.Value!.Contains("/referrers/", StringComparison.Ordinal))
                return false;
            context.Response.ContentType = IndexType;
            await context.Response.WriteAsync(index);
            return true;
        });
        Assert.Equal([digest], (await Client().ListReferrersAsync(Repository, _subject)).Select(d => d.Digest));
    }

    /// <summary>"Unavailable Referrers API": after 404 the list is under the tag (MUST).</summary>
    [Fact]
    public async Task Without_a_referrers_API_the_tag_holds_the_list()
    {
        Server.Options = new() { NoReferrers = true };
        var digest = Refer(Sbom, "one");
        Stored.AddManifest(IndexType, Index(digest), ReferrersTag(_subject));
        Assert.Equal([digest], (await Client().ListReferrersAsync(Repository, _subject)).Select(d => d.Digest));
        Assert.Equal([digest], (await Client().ListReferrersAsync(Repository, _subject, Sbom)).Select(d => d.Digest));
        Assert.Empty(await Client().ListReferrersAsync(Repository, _subject, "application/vnd.example.signature"));
    }

    /// <summary>"Listing Referrers": without the API and a valid index under the tag, there are no referrers (SHOULD).</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_valid_index_under_the_tag_there_are_no_referrers(bool otherManifest)
    {
        Server.Options = new() { NoReferrers = true };
        if (otherManifest)
            Stored.AddManifest(ImageType, Manifest(), ReferrersTag(_subject));
        Assert.Empty(await Client().ListReferrersAsync(Repository, _subject));
    }

    private static string ReferrersTag(Digest subject) => $"sha256-{subject.Hex}";

    private Digest Refer(string type, string name)
    {
        Stored.AddBlob("{}"u8.ToArray());
        return Stored.AddManifest(ImageType, Encoding.UTF8.GetBytes($$$"""
            {"schemaVersion":2,"mediaType":"{{{ImageType}}}","artifactType":"{{{type}}}",
             "config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"{{{Digest.OfBytes("{}"u8)}}}","size":2},"layers":[],
             "subject":{"mediaType":"{{{ImageType}}}","digest":"{{{_subject}}}","size":7},"annotations":{"name":"{{{name}}}"}}
            """));
    }

    private byte[] Index(Digest digest) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        schemaVersion = 2,
        mediaType = IndexType,
        manifests =
            new[] { new { mediaType = ImageType, digest = digest.ToString(), size = Stored.Manifests[digest].Bytes.Length,
                artifactType = Sbom } },
    });
}
