using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RustImage;

/// <summary>Whether files are still as they were, without reading them: a time that went backwards counts as a change, which a comparison of times misses.</summary>
public static class FileStates
{
    /// <summary>Of each path's size and time, or where a link leads, or that nothing is there. One digest, since a text would take megabytes for thousands of files, in every build.</summary>
    /// <param name="facts">What else may change, in this order; each is only asked for when the one before it is done with.</param>
    public static Digest DigestOf(IEnumerable<string> paths, IEnumerable<string>? facts = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            Append(hash, path);
        foreach (var fact in facts ?? [])
            AppendText(hash, fact);
        return Digest.FromHash(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string path)
    {
        AppendText(hash, path);
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            AppendText(hash, Directory.Exists(path) ? $"directory {Number(Directory.GetLastWriteTimeUtc(path).Ticks)}" : "missing");
            return;
        }
        if (file.Attributes.HasFlag(FileAttributes.ReparsePoint) && file.LinkTarget is { } target)
        {
            AppendText(hash, target);
            // Length and time of a link are its own.
            file = file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } end ? end : file;
        }
        Span<long> numbers = [file.Length, file.LastWriteTimeUtc.Ticks];
        hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers));
    }

    /// <summary>With an end of its own, so that two texts are never taken for one.</summary>
    private static void AppendText(IncrementalHash hash, string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length) + 1);
        var length = Encoding.UTF8.GetBytes(text, bytes);
        bytes[length] = 0;
        hash.AppendData(bytes.AsSpan(0, length + 1));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
