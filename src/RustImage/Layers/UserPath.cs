namespace RustImage.Layers;

/// <summary>Where an item of a project wants to be in the image.</summary>
internal static class UserPath
{
    /// <returns>In the form that the image has it, without a slash at its end.</returns>
    /// <exception cref="RustImageException">RIMG4007: no absolute path, or the root.</exception>
    public static string Parse(string item, string path)
    {
        var parts = ImagePath.Parts(path);
        if (!path.StartsWith('/') || path.Any(char.IsControl) || parts.Length == 0 || parts.Any(p => p is "." or ".."))
            throw Messages.BadPlace(item, path).ToException();
        return ImagePath.Canonical(path);
    }
}
