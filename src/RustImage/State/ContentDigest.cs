using System.Security.Cryptography;
using System.Text;

namespace RustImage.State;

/// <summary>The digest of what lies at a path.</summary>
internal static class ContentDigest
{
    /// <summary>A file's bytes; a directory's names; for a link, where it ends as well, since a step may take the name from there.</summary>
    /// <returns>Null where nothing is there.</returns>
    public static Digest? Of(string path)
    {
        try
        {
            return Of(path, Directory.Exists(path) ? DigestOfNames(path) : Digest.OfFile(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The same of a content that was just written there.</summary>
    public static Digest Of(string path, Digest content) =>
        End(path) is { } end ? Digest.OfBytes(Encoding.UTF8.GetBytes($"{end}\0{content}")) : content;

    private static string? End(string path)
    {
        FileSystemInfo file = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return file.LinkTarget is null ? null : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName;
    }

    private static Digest DigestOfNames(string directory)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in Directory.EnumerateFileSystemEntries(directory).Select(e => Path.GetFileName(e)).Order(StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0"));
        return Digest.FromHash(hash.GetHashAndReset());
    }
}
