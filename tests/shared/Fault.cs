namespace RustImage.Testing;

/// <summary>The fault in one answer of a <see cref="FaultyServer"/>.</summary>
public sealed record Fault
{
    /// <summary>The status of an answer without the file.</summary>
    public int? Status { get; init; }

    /// <summary>The Retry-After header: seconds or an HTTP date.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The target of a redirect with status 302.</summary>
    public string? RedirectTo { get; init; }

    /// <summary>The number of body bytes after which the connection ends.</summary>
    public int? CutAfter { get; init; }

    /// <summary>The number of body bytes after which the server stalls until the client leaves.</summary>
    public int? StallAfter { get; init; }

    /// <summary>Whether the server stalls before the status, until the client leaves.</summary>
    public bool NoAnswer { get; init; }

    /// <summary>A number added to the Content-Length. The body keeps its real length.</summary>
    public int WrongLength { get; init; }

    /// <summary>Whether Content-Length is omitted, so that the body ends with the connection.</summary>
    public bool NoLength { get; init; }

    /// <summary>Changes the bytes of the body, which may be a range.</summary>
    public Func<byte[], byte[]>? Tamper { get; init; }

    /// <summary>Whether the whole file is sent for every range.</summary>
    public bool IgnoreRange { get; init; }

    /// <summary>The number of bytes by which a range begins too late.</summary>
    public int WrongRange { get; init; }

    /// <summary>Another entity tag, or empty for none.</summary>
    public string? ETag { get; init; }

    /// <summary>A task to wait for before the answer.</summary>
    public Task? Until { get; init; }

    /// <summary>Flips every bit of the byte at this offset.</summary>
    public static Func<byte[], byte[]> Flip(int index) => bytes =>
    {
        var copy = (byte[])bytes.Clone();
        copy[index] ^= 0xff;
        return copy;
    };
}
