namespace RustImage.Images;

/// <summary>Directories whose content outlives a container's layers (image-spec, config.md, "Volumes").</summary>
public static class Volumes
{
    /// <returns>The path in the form that the image has it, without a slash at its end.</returns>
    /// <exception cref="RustImageException">RIMG5016: no absolute path, or the root, which no engine mounts over.</exception>
    public static string Parse(string path)
    {
        // Docker takes what stands behind a colon for options.
        if (!path.StartsWith('/') || path.Contains(':') || path.Any(char.IsControl) || ImagePath.Parts(path) is var parts && (parts.Length == 0 || parts.Any(p => p is "." or "..")))
            throw Messages.BadVolume(path).ToException();
        return ImagePath.Canonical(path);
    }
}
