using Microsoft.AspNetCore.Http;

namespace RustImage.UnitTests.Registry.Spec;

/// <summary>distribution-spec 1.1, "Listing Tags".</summary>
public sealed class DiscoveryRequirementTests : RequirementTests
{
    /// <summary>Pages are linked with rel="next", by a path or an address. The number of tags on a page has no meaning (note).</summary>
    [Theory]
    [InlineData(null, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(1, true)]
    public async Task All_tags_are_listed_over_all_pages(int? pageSize, bool relative)
    {
        Server.Options = new() { PageSize = pageSize, RelativeLocations = relative };
        string[] tags = ["1", "1.0", "1.0.0-rc_1", "B", "_x", "a", "latest"];
        var digest = Stored.AddManifest(ImageType, Manifest());
        foreach (var tag in tags)
            Stored.Tag(tag, digest);
        Assert.Equal(tags, await Client().ListTagsAsync(Repository));
    }

    /// <summary>A repository may have no tags.</summary>
    [Fact]
    public async Task A_repository_without_tags_has_an_empty_list()
    {
        Stored.AddManifest(ImageType, Manifest());
        Assert.Empty(await Client().ListTagsAsync(Repository));
    }

    /// <summary>Registries written in Go send null for an empty list.</summary>
    [Fact]
    public async Task A_null_list_of_tags_is_empty()
    {
        Intercept(async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"name":"team/app","tags":null}""");
            return true;
        });
        Assert.Empty(await Client().ListTagsAsync(Repository));
    }

    /// <summary>"API": Authorization is only for its host (MUST NOT be sent to another one, such as that of a next page).</summary>
    [Fact]
    public async Task A_page_of_another_host_gets_no_credentials()
    {
        Server.Options = new() { Basic = ("user", "word"), BlobHost = OtherHost };
        var digest = Stored.AddManifest(ImageType, Manifest(), "1");
        Stored.Tag("2", digest);
        OnAnswer(r => r.Host.Value == Server.Host,
            a => a.Headers.Link = $"<http://{OtherHost}/v2/{Repository}/tags/list?last=1>; rel=\"next\"");
        await Record.ExceptionAsync(() => Client(password: "word").ListTagsAsync(Repository));
        Assert.DoesNotContain(Server.Requests, r => r.Host == OtherHost && r.HasAuthorization);
    }
}
