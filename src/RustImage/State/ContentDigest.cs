using System.Security.Cryptography;
using System.Text;

namespace RustImage.State;

/// <summary>Takes the digest of the content at a path.</summary>
internal static class ContentDigest
{
    /// <summary>
    /// The digest of a file's bytes, or of the names in a directory. For a link, the path where it ends is included, since a step may use
    /// the name of that file.
    /// </summary>
    /// <returns>Null where the path does not exist.</returns>
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

    /// <summary>
    /// The digest that <see cref="Of(string)"/> gives for a path whose content has the digest <paramref name="content"/>.
    /// </summary>
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
