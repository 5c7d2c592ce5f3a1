namespace RustImage.Layers;

/// <summary>A RustImageFile item, as the project declares it.</summary>
/// <param name="HostPath">A full path on this machine.</param>
/// <param name="TargetPath">The path in the image; the path of a directory ends with '/'.</param>
/// <param name="Mode">Octal digits, or empty.</param>
/// <param name="Owner">"user" or "user:group", or empty.</param>
internal readonly record struct UserFileItem(string HostPath, string TargetPath, string Mode, string Owner)
{
    /// <summary>All values, always in the same order: when one of them changes, the image may change.</summary>
    public IEnumerable<string> Values => [HostPath, TargetPath, Mode, Owner];

    /// <summary>Completes the path in the image, where the item names a directory or nothing.</summary>
    /// <param name="targetPath">TargetPath: the path of a file, or of a directory with '/' at its end, or empty.</param>
    /// <param name="defaultDirectory">Where a file without TargetPath goes.</param>
    /// <param name="name">
    /// Gives the part of the path that a ** matched, and the file's name. Called only for a directory: MSBuild is slow to answer.
    /// </param>
    public static string ResolveTarget(string targetPath, string defaultDirectory, Func<(string Matched, string File)> name)
    {
        var target = targetPath.Length == 0 ? defaultDirectory.TrimEnd('/') + "/" : targetPath;
        if (!target.EndsWith('/'))
            return target;
        var (matched, file) = name();
        return target + matched.Replace('\\', '/') + file;
    }
}
