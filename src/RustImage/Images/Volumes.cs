namespace RustImage.Images;

/// <summary>Checks the directories that hold data which outlives a container (image-spec, config.md, "Volumes").</summary>
internal static class Volumes
{
    /// <returns>The path without a slash at the end.</returns>
    /// <exception cref="RustImageException">
    /// RIMG5016: the path is not absolute, or it is the root, which engines can't mount over.
    /// </exception>
    public static string Parse(string path)
    {
        // Docker reads what follows a colon as options.
        var parts = ImagePath.Parts(path);
        if (!path.StartsWith('/') || path.Contains(':') || path.Any(char.IsControl)
            || parts.Length == 0 || parts.Any(p => p is "." or ".."))
            throw Messages.BadVolume(path).ToException();
        return ImagePath.Canonical(path);
    }
}
