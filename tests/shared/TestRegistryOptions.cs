using Microsoft.AspNetCore.Http;

namespace RustImage.Testing;

/// <summary>Missing features and faults of a <see cref="TestRegistry"/>.</summary>
public sealed record TestRegistryOptions
{
    /// <summary>Like registries before distribution-spec 1.1: 404 for referrers, and no OCI-Subject.</summary>
    public bool NoReferrers { get; init; }

    /// <summary>The list of referrers is not filtered by artifactType.</summary>
    public bool NoReferrersFilter { get; init; }

    /// <summary>A mount request starts an upload (202).</summary>
    public bool NoMount { get; init; }

    /// <summary>A mount finds its blob in any repository, even without a named one.</summary>
    public bool MountFromAnywhere { get; init; }

    /// <summary>A POST with the whole blob starts an upload (202).</summary>
    public bool NoSinglePost { get; init; }

    /// <summary>Locations are paths instead of addresses.</summary>
    public bool RelativeLocations { get; init; }

    /// <summary>The host with port for uploads, such as <c>localhost:PORT</c>. It refuses Authorization.</summary>
    public string? LocationHost { get; init; }

    /// <summary>The host with port to which GET of a blob is redirected (307). It refuses Authorization.</summary>
    public string? BlobHost { get; init; }

    /// <summary>Upload locations have a query that changes with each answer. An older location is refused.</summary>
    public bool LocationWithState { get; init; }

    /// <summary>OCI-Chunk-Min-Length, in bytes. Only the last chunk may be shorter.</summary>
    public long? ChunkMinLength { get; init; }

    /// <summary>The limit of a body, in bytes. A larger one gets 413 and is not read.</summary>
    public long? MaxBodyBytes { get; init; }

    /// <summary>Every HEAD gets 404.</summary>
    public bool HeadIsMissing { get; init; }

    /// <summary>Like registries before distribution-spec 1.1: no Docker-Content-Digest.</summary>
    public bool NoDigestHeader { get; init; }

    /// <summary>A manifest whose type is not in Accept gets 404.</summary>
    public bool RequireAccept { get; init; }

    /// <summary>The number of upload bytes after which the connection breaks. The bytes are kept.</summary>
    public long? BreakUploadAfter { get; init; }

    /// <summary>The number of uploads that break.</summary>
    public int UploadBreaks { get; init; } = 1;

    /// <summary>An upload is forgotten after a broken connection.</summary>
    public bool ForgetBrokenUploads { get; init; }

    /// <summary>The number of sent blob bytes after which the connection breaks.</summary>
    public long? BreakDownloadAfter { get; init; }

    /// <summary>The number of downloads that break.</summary>
    public int DownloadBreaks { get; init; } = 1;

    /// <summary>The speed limit of each body in both directions.</summary>
    public long? SlowBytesPerSecond { get; init; }

    /// <summary>The number of downloads of blobs or manifests with a wrong byte.</summary>
    public int WrongBytes { get; init; }

    /// <summary>Ranges are ignored, and the answer is the whole blob.</summary>
    public bool NoRanges { get; init; }

    /// <summary>The maximal number of tags or referrers in one answer.</summary>
    public int? PageSize { get; init; }

    /// <summary>Requests that get an error.</summary>
    public IReadOnlyList<TestFailure> Failures { get; init; } = [];

    /// <summary>User and password for Basic authentication, or null for free access.</summary>
    public (string User, string Password)? Basic { get; init; }

    /// <summary>The token server whose tokens are required, or null.</summary>
    public TestTokenServer? Tokens { get; init; }

    /// <summary>Called before everything else. Returns true if it has answered the request.</summary>
    public Func<HttpContext, Task<bool>>? Intercept { get; init; }
}

/// <summary>An error answer of a proxy or an overloaded registry.</summary>
/// <param name="when">Selects the requests that get the error.</param>
/// <param name="times">The number of requests that get the error.</param>
public sealed class TestFailure(Func<TestRegistryRequest, bool> when, int status, int times = 1)
{
    private int _left = times;

    public int Status { get; } = status;

    /// <summary>Retry-After: seconds or a date.</summary>
    public string? RetryAfter { get; init; }

    public string Body { get; init; } = "";

    public string ContentType { get; init; } = "text/plain";

    internal bool Applies(TestRegistryRequest request) => when(request) && Interlocked.Decrement(ref _left) >= 0;
}
