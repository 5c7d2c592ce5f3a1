using System.Globalization;
using Microsoft.AspNetCore.Http;
using RustImage.Registry;

namespace RustImage.UnitTests.Registry.Spec;

/// <summary>distribution-spec 1.1, "Pushing a blob in chunks".</summary>
public sealed class ChunkRequirementTests : RequirementTests
{
    private readonly byte[] _blob = SomeBytes(1_000_000);

    /// <summary>A session begins with a POST with Content-Length 0 (MUST).</summary>
    [Fact]
    public async Task A_session_begins_with_an_empty_body()
    {
        await PushAsync();
        var post = Assert.Single(Requests("POST"));
        Assert.Equal("0", post.Header("Content-Length"));
    }

    /// <summary>Ranges have both ends, begin with 0 and are consecutive (MUST). Each chunk has a length and a type.</summary>
    [Fact]
    public async Task Chunks_follow_each_other()
    {
        await PushAsync();
        var next = 0L;
        foreach (var chunk in Requests("PATCH"))
        {
            Assert.Matches("^[0-9]+-[0-9]+$", chunk.Header("Content-Range"));
            Assert.Equal($"{next}-{next + chunk.BodyBytes - 1}", chunk.Header("Content-Range"));
            Assert.Equal(chunk.BodyBytes.ToString(CultureInfo.InvariantCulture), chunk.Header("Content-Length"));
            Assert.Equal("application/octet-stream", chunk.Header("Content-Type"));
            Assert.InRange(chunk.BodyBytes, 1, 300_000);
            next += chunk.BodyBytes;
        }
        Assert.Equal(4, Requests("PATCH").Count);
        Assert.Equal(1_000_000, next);
    }

    /// <summary>The session ends with a PUT (MUST) with the digest of the whole blob (MUST), and a body only for the last chunk.</summary>
    [Fact]
    public async Task A_session_ends_with_the_digest_of_the_whole()
    {
        await PushAsync();
        var put = Assert.Single(Requests("PUT"));
        Assert.Contains($"digest={Digest.OfBytes(_blob)}", Uri.UnescapeDataString(put.Target), StringComparison.Ordinal);
        Assert.Equal(1_000_000, put.BodyBytes + Requests("PATCH").Sum(r => r.BodyBytes));
        Assert.Equal(Server.Requests[^1], put);
    }

    /// <summary>Each chunk goes to the location of the last answer (SHOULD).</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_chunk_goes_to_the_newest_location(bool relative)
    {
        Server.Options = new() { LocationWithState = true, RelativeLocations = relative };
        await PushAsync();
        Assert.All(Server.Requests.Where(r => r.Method != "HEAD"), r => Assert.InRange(r.Status, 200, 299));
    }

    /// <summary>No chunk but the last is shorter than OCI-Chunk-Min-Length (SHOULD).</summary>
    [Fact]
    public async Task Chunks_have_at_least_the_minimal_length_of_the_registry()
    {
        Server.Options = new() { ChunkMinLength = 400_000 };
        await PushAsync();
        Assert.All(Requests("PATCH").SkipLast(1), r => Assert.True(r.BodyBytes >= 400_000, r.ToString()));
    }

    /// <summary>After 416 the client asks for the state of the upload, and sends the missing bytes.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_upload_recovers_from_a_chunk_at_the_wrong_offset(bool withState)
    {
        Server.Options = new() { LocationWithState = withState };
        var first = true;
        Intercept(async context =>
        {
            if (context.Request.Method != "PATCH" || !first)
                return false;
            // The registry keeps a part without saying which.
            first = false;
            var bytes = new MemoryStream();
            await context.Request.Body.CopyToAsync(bytes);
            Stored.Uploads.Values.Single().Append(bytes.GetBuffer().AsSpan(0, 123_456));
            context.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            return true;
        });
        await PushAsync();
        Assert.Contains(Requests("GET"), r => r.Status == 204);
        Assert.StartsWith("123456-", Requests("PATCH")[1].Header("Content-Range"), StringComparison.Ordinal);
    }

    /// <summary>"Resumable Push" (a use case): after a break only the rest is sent, for chunks and for whole blobs.</summary>
    [Theory]
    [InlineData(300_000)]
    [InlineData(null)]
    public async Task A_broken_upload_continues_where_it_broke(int? chunkSize)
    {
        Server.Options = new() { BreakUploadAfter = 100_000 };
        await PushAsync(chunkSize);
        Assert.Equal(1_000_000, Server.Requests.Sum(r => r.BodyBytes));
        Assert.Single(Requests("POST"));
    }

    /// <summary>
    /// "Resumable Push": any earlier location tells the state of the upload. The next chunk goes to the location of that answer.
    /// </summary>
    [Fact]
    public async Task A_broken_upload_continues_at_the_location_of_the_latest_answer()
    {
        Server.Options = new() { BreakUploadAfter = 100_000, UploadBreaks = 2, LocationWithState = true };
        await PushAsync();
        Assert.Single(Requests("POST"));
    }

    /// <summary>Range is <c>0-0</c> after one byte, and with many registries also after none.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task One_received_byte_is_distinguished_from_none(int came)
    {
        Server.Options = new() { BreakUploadAfter = came };
        await PushAsync();
    }

    /// <summary>A session that the registry has forgotten (404) cannot continue, so another begins.</summary>
    [Fact]
    public async Task A_lost_session_starts_again()
    {
        Server.Options = new() { BreakUploadAfter = 100_000, ForgetBrokenUploads = true };
        await PushAsync();
        Assert.Equal(2, Requests("POST").Count);
    }

    private async Task PushAsync(int? chunkSize = 300_000)
    {
        Assert.Equal(BlobPushResult.Uploaded, await Client(chunkSize).PushBlobAsync(Repository, Blob(_blob), []));
        Assert.Equal(_blob, Stored.Blobs[Digest.OfBytes(_blob)]);
        Assert.Empty(Stored.Uploads);
    }
}
