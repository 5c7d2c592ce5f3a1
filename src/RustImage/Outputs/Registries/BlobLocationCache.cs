namespace RustImage.Outputs.Registries;

/// <summary>
/// Which repositories of a registry have a blob, as far as this machine has pushed it: they are asked to lend it to the next
/// repository. A hint only, a file each: <c>HOST/DIGEST</c>, the newest repository first.
/// </summary>
/// <param name="directory">Made when it is first written to; may be deleted at any time.</param>
public sealed class BlobLocationCache(string directory)
{
    /// <summary>More are never asked.</summary>
    private const int Kept = 4;

    public IReadOnlyList<string> Repositories(string registry, Digest blob)
    {
        var file = FileOf(registry, blob);
        return File.Exists(file) ? File.ReadAllLines(file) : [];
    }

    public void Add(string registry, Digest blob, string repository)
    {
        var known = Repositories(registry, blob);
        if (known is [var newest, ..] && newest == repository)
            return;
        var file = FileOf(registry, blob);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        AtomicFile.WriteText(file, string.Join('\n', known.Where(r => r != repository).Prepend(repository).Take(Kept)));
    }

    /// <summary>A colon is no character of a file name on Windows, and no host name has an underscore.</summary>
    private string FileOf(string registry, Digest blob) => Path.Combine(directory, registry.Replace(':', '_'), blob.Hex);
}
