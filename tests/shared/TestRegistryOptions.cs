using Microsoft.AspNetCore.Http;

namespace RustImage.Testing;

/// <summary>What a <see cref="TestRegistry"/> does otherwise than one that has all of the distribution-spec and no faults.</summary>
public sealed record TestRegistryOptions
{
    /// <summary>As registries before distribution-spec 1.1: 404 for referrers, and no OCI-Subject.</summary>
    public bool NoReferrers { get; init; }

    /// <summary>Referrers come unfiltered, whatever artifactType was asked for.</summary>
    public bool NoReferrersFilter { get; init; }

    /// <summary>An upload starts (202) where a mount was asked for.</summary>
    public bool NoMount { get; init; }

    /// <summary>A mount finds its blob in any repository, also where none was named.</summary>
    public bool MountFromAnywhere { get; init; }

    /// <summary>An upload starts (202) where a POST brought the whole blob.</summary>
    public bool NoSinglePost { get; init; }

    /// <summary>Locations are paths, not whole addresses.</summary>
    public bool RelativeLocations { get; init; }

    /// <summary>A host with its port, such as <c>localhost:PORT</c>, that uploads are sent to. It wants no Authorization: the address says enough.</summary>
    public string? LocationHost { get; init; }

    /// <summary>A host with its port that GET of a blob is redirected to (307). It wants no Authorization.</summary>
    public string? BlobHost { get; init; }

    /// <summary>Upload locations have a query that changes with each answer; an upload to an older one is refused.</summary>
    public bool LocationWithState { get; init; }

    /// <summary>In bytes: OCI-Chunk-Min-Length. Nothing may follow a shorter chunk.</summary>
    public long? ChunkMinLength { get; init; }

    /// <summary>A larger body gets 413, and is not read.</summary>
    public long? MaxBodyBytes { get; init; }

    /// <summary>404 to each HEAD.</summary>
    public bool HeadIsMissing { get; init; }

    /// <summary>As registries before distribution-spec 1.1: no Docker-Content-Digest.</summary>
    public bool NoDigestHeader { get; init; }

    /// <summary>404 for a manifest of a type that Accept does not name.</summary>
    public bool RequireAccept { get; init; }

    /// <summary>Breaks the connection when so many bytes of an upload's body came, and keeps them.</summary>
    public long? BreakUploadAfter { get; init; }

    /// <summary>How many uploads break.</summary>
    public int UploadBreaks { get; init; } = 1;

    /// <summary>An upload whose connection broke is gone.</summary>
    public bool ForgetBrokenUploads { get; init; }

    /// <summary>Breaks the connection when so many bytes of a blob went.</summary>
    public long? BreakDownloadAfter { get; init; }

    /// <summary>How many downloads break.</summary>
    public int DownloadBreaks { get; init; } = 1;

    /// <summary>Of each body, both ways.</summary>
    public long? SlowBytesPerSecond { get; init; }

    /// <summary>How many downloads of blobs or manifests have a wrong byte.</summary>
    public int WrongBytes { get; init; }

    /// <summary>Ranges of blobs are not understood: the answer is the whole.</summary>
    public bool NoRanges { get; init; }

    /// <summary>The most tags or referrers in one answer.</summary>
    public int? PageSize { get; init; }

    /// <summary>Requests that get an error instead of an answer.</summary>
    public IReadOnlyList<TestFailure> Failures { get; init; } = [];

    /// <summary>Whom the registry lets in by Basic authentication; null for everybody.</summary>
    public (string User, string Password)? Basic { get; init; }

    /// <summary>Who gives the tokens that the registry wants; null for none.</summary>
    public TestTokenServer? Tokens { get; init; }

    /// <summary>Comes before everything else; true where it has given the answer itself.</summary>
    public Func<HttpContext, Task<bool>>? Intercept { get; init; }
}

/// <summary>An answer that a proxy in front of a registry gives, or an overloaded registry.</summary>
/// <param name="when">Which requests get it.</param>
/// <param name="times">How many of them.</param>
public sealed class TestFailure(Func<TestRegistryRequest, bool> when, int status, int times = 1)
{
    private int _left = times;

    public int Status { get; } = status;

    /// <summary>In seconds, or a date.</summary>
    public string? RetryAfter { get; init; }

    public string Body { get; init; } = "";

    public string ContentType { get; init; } = "text/plain";

    internal bool Strikes(TestRegistryRequest request) => when(request) && Interlocked.Decrement(ref _left) >= 0;
}
