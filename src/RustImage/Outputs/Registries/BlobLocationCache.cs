using RustImage.Cache;

namespace RustImage.Outputs.Registries;

/// <summary>
/// Remembers in which repositories this machine has pushed a blob, so that a registry can mount it from there. Only a hint: the blob may
/// be gone. One file for each blob, <c>HOST/DIGEST</c>, lists the repositories, the newest first.
/// </summary>
/// <param name="directory">Created when it is first written to. It may be deleted at any time.</param>
internal sealed class BlobLocationCache(string directory)
{
    /// <summary>The most repositories of a blob that are kept.</summary>
    private const int Kept = 4;

    public IReadOnlyList<string> FindRepositories(string registry, Digest blob)
    {
        var file = FileOf(registry, blob);
        if (!File.Exists(file))
            return [];
        CacheUse.Mark(file);
        return File.ReadAllLines(file);
    }

    public void Add(string registry, Digest blob, string repository)
    {
        var known = FindRepositories(registry, blob);
        if (known is [var newest, ..] && newest == repository)
            return;
        var file = FileOf(registry, blob);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        AtomicFile.WriteText(file, string.Join('\n', known.Where(r => r != repository).Prepend(repository).Take(Kept)));
    }

    /// <summary>Windows allows no colon in file names. No host name has an underscore, so names stay distinct.</summary>
    private string FileOf(string registry, Digest blob) => Path.Combine(directory, registry.Replace(':', '_'), blob.Hex);
}
