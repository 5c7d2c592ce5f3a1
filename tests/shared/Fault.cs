namespace RustImage.Testing;

/// <summary>What goes wrong with one answer of a <see cref="FaultyServer"/>.</summary>
public sealed record Fault
{
    /// <summary>This status instead of the file.</summary>
    public int? Status { get; init; }

    /// <summary>In seconds, or a date as HTTP writes it.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>With status 302.</summary>
    public string? RedirectTo { get; init; }

    /// <summary>The connection ends after so many bytes of the body.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Nothing more comes after so many bytes of the body, until the client leaves.</summary>
    public int? StallAfter { get; init; }

    /// <summary>Not even the status comes, until the client leaves.</summary>
    public bool NoAnswer { get; init; }

    /// <summary>Added to the length in the header; what the body lacks then never comes, and what it has too much is sent.</summary>
    public int WrongLength { get; init; }

    /// <summary>No length in the header; the body ends with the connection.</summary>
    public bool NoLength { get; init; }

    /// <summary>Other bytes than the file's, for the answer's body (a range's, if one was asked for).</summary>
    public Func<byte[], byte[]>? Tamper { get; init; }

    /// <summary>The whole file, whatever range was asked for.</summary>
    public bool IgnoreRange { get; init; }

    /// <summary>A range that begins so many bytes later than asked for.</summary>
    public int WrongRange { get; init; }

    /// <summary>Another entity tag than the file's; empty for none.</summary>
    public string? ETag { get; init; }

    /// <summary>The answer waits for this.</summary>
    public Task? Until { get; init; }

    /// <summary>Flips every bit of the byte at this place.</summary>
    public static Func<byte[], byte[]> Flip(int index) => bytes =>
    {
        var copy = (byte[])bytes.Clone();
        copy[index] ^= 0xff;
        return copy;
    };
}
