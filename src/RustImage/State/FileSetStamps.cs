using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RustImage.State;

/// <summary>One digest of the stamps of many files.</summary>
/// <param name="LastChange">The latest change time of all files, in nanoseconds since 1970.</param>
/// <param name="AreKnown">Whether the system told the stamps of all files.</param>
internal readonly record struct FileSetStamps(Digest Digest, long LastChange, bool AreKnown)
{
    public static FileSetStamps Read(IReadOnlyList<string> paths, IStampReader stamps)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (last, known) = (0L, true);
        foreach (var path in paths)
        {
            var stamp = stamps.Of(path);
            (last, known) = (Math.Max(last, stamp?.LastChange ?? 0), known && stamp is not null);
            hash.AppendData(MemoryMarshal.AsBytes(path.AsSpan()));
            Span<long> facts =
            [
                path.Length, (int)(stamp?.Kind ?? 0), stamp?.Size ?? 0, stamp?.Modified ?? 0, stamp?.Changed ?? 0,
                Low(stamp?.Id), High(stamp?.Id),
                stamp?.LinkChanged ?? 0, Low(stamp?.LinkId), High(stamp?.LinkId),
            ];
            hash.AppendData(MemoryMarshal.AsBytes(facts));
        }
        return new FileSetStamps(Digest.FromHash(hash.GetHashAndReset()), last, known);
    }

    /// <inheritdoc cref="FileClock.Trusts"/>
    public bool Trusted(FileClock clock) => AreKnown && clock.Trusts(new FileStamp(FileKind.File, 0, 0, LastChange, 0));

    private static long Low(UInt128? id) => unchecked((long)(ulong)(id ?? 0));

    private static long High(UInt128? id) => unchecked((long)(ulong)((id ?? 0) >> 64));
}
