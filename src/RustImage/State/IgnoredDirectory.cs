namespace RustImage.State;

/// <summary>A directory that Git, backups and searches leave out, since a build can make all of it again.</summary>
internal static class IgnoredDirectory
{
    private const string GitIgnore = ".gitignore";

    /// <summary>Cache Directory Tagging Specification, https://bford.info/cachedir/</summary>
    private const string CacheTag = "CACHEDIR.TAG";

    private static readonly byte[] CacheTagText =
        "Signature: 8a477f597d28d172789f06886806bc55\n# RustImage.Sdk can make all of this again. See bford.info/cachedir\n"u8.ToArray();

    /// <summary>Makes the directory, if it is missing, and marks it.</summary>
    public static void Create(string directory)
    {
        AtomicFile.WriteIfDifferent(Path.Combine(directory, GitIgnore), "*\n"u8.ToArray());
        AtomicFile.WriteIfDifferent(Path.Combine(directory, CacheTag), CacheTagText);
    }

    /// <summary>
    /// Deletes empty directories in it. Then it deletes the directory if that holds nothing but the marks, and the directory around it if
    /// that is empty.
    /// </summary>
    public static void DeleteEmpty(string directory)
    {
        if (!Directory.Exists(directory))
            return;
        // The directory of cargo has a tag, too, and is large.
        StateFolder.DeleteEmpty(Directory.GetDirectories(directory).Where(d => !File.Exists(Path.Combine(d, CacheTag)))
            .SelectMany(d => Directory.GetDirectories(d, "*", SearchOption.AllDirectories).Append(d)));
        if (Directory.EnumerateFileSystemEntries(directory).Any(e => Path.GetFileName(e) is not (GitIgnore or CacheTag)))
            return;
        File.Delete(Path.Combine(directory, GitIgnore));
        File.Delete(Path.Combine(directory, CacheTag));
        var path = Path.TrimEndingDirectorySeparator(directory);
        StateFolder.DeleteEmpty(path, Path.GetDirectoryName(path)!);
    }
}
