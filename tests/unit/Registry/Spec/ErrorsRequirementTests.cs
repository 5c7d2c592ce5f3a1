using RustImage.Registry;

namespace RustImage.UnitTests.Registry.Spec;

/// <summary>distribution-spec 1.1, "Error Codes" and "Warnings".</summary>
public sealed class ErrorsRequirementTests : RequirementTests
{
    /// <summary>
    /// "Error Codes": code and message are for the user. Message and detail may be missing, and Docker has codes of its own.
    /// </summary>
    [Theory]
    [InlineData("""{"errors":[{"code":"DENIED","message":"no such project","detail":{"project":1}}]}""", "DENIED", "no such project")]
    [InlineData("""{"errors":[{"code":"DENIED"},{"code":"UNSUPPORTED","message":""}]}""", "DENIED", "UNSUPPORTED")]
    [InlineData("""{"errors":[{"code":"TAG_INVALID","message":"manifest tag did not match URI","detail":null}]}""", "TAG_INVALID",
        "did not match")]
    public async Task The_message_quotes_the_error_of_the_registry(string body, string code, string words)
    {
        var message = await RefuseAsync(400, body, "application/json");
        Assert.Contains(code, message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }

    /// <summary>"Error Codes": a body may have any format.</summary>
    [Theory]
    [InlineData("The project is archived", "text/plain", "The project is archived")]
    [InlineData("[]", "application/json", "400")]
    [InlineData("{\"errors\":7}", "application/json", "400")]
    [InlineData("{\"errors\":[7,null,{}]}", "application/json", "400")]
    [InlineData("{", "application/json", "400")]
    [InlineData("", "application/json", "400")]
    public async Task The_message_quotes_an_error_of_any_other_format(string body, string contentType, string words) =>
        Assert.Contains(words, await RefuseAsync(400, body, contentType), StringComparison.Ordinal);

    /// <summary>"Error Codes": 429 may name the time for the next try.</summary>
    [Fact]
    public async Task After_429_the_client_waits_as_long_as_the_registry_asks()
    {
        Server.Options = new() { Failures = [new(r => r.Is("GET", $"/v2/{Repository}/manifests/1.0"), 429) { RetryAfter = "17" }] };
        Assert.Null(await Client().PullManifestAsync(Repository, "1.0"));
        Assert.InRange(Delays[0], TimeSpan.FromSeconds(17), TimeSpan.FromSeconds(60));
    }

    /// <summary>"Error Codes": 404 has the same meaning with any body.</summary>
    [Fact]
    public async Task A_404_needs_no_body()
    {
        Server.Options = new()
        {
            Failures = [new(_ => true, 404, int.MaxValue) { Body = "<html>nothing</html>", ContentType = "text/html" }],
        };
        Assert.Null(await Client().PullManifestAsync(Repository, "1.0"));
        Assert.False(await Client().HasBlobAsync(Repository, Digest.OfBytes([])));
    }

    /// <summary>"Warnings": the client takes no action because of a warning (MUST NOT).</summary>
    [Fact]
    public async Task A_warning_changes_nothing()
    {
        OnAnswer(_ => true, a => a.Headers.Warning = "299 - \"This registry endpoint is deprecated: use \\\"other\\\" instead.\"");
        var bytes = SomeBytes(1000);
        Assert.Equal(BlobPushResult.Uploaded, await Client().PushBlobAsync(Repository, Blob(bytes), []));
        await Client().PushManifestAsync(Repository, "1.0", ImageType, Manifest());
        Assert.Equal(["1.0"], await Client().ListTagsAsync(Repository));
        Assert.All(Server.Requests, r => Assert.Equal(Server.Host, r.Host));
        Assert.Empty(Delays);
    }

    private async Task<string> RefuseAsync(int status, string body, string contentType)
    {
        Server.Options = new()
        {
            Failures = [new(r => r.Method == "PUT", status, int.MaxValue) { Body = body, ContentType = contentType }],
        };
        var failure = await AssertFailsAsync(() => Client().PushManifestAsync(Repository, "1.0", ImageType, Manifest()));
        return failure.Message;
    }
}
