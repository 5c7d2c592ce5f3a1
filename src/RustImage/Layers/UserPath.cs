namespace RustImage.Layers;

/// <summary>Checks the path in the image that an item of the project names.</summary>
internal static class UserPath
{
    /// <param name="item">The item's name for messages: "RustImageLink".</param>
    /// <returns>The path in the form of the image's entries, without a slash at the end.</returns>
    /// <exception cref="RustImageException">RIMG4007: the path is the root, or not absolute.</exception>
    public static string Parse(string item, string path)
    {
        var parts = ImagePath.Parts(path);
        if (!path.StartsWith('/') || path.Any(char.IsControl) || parts.Length == 0 || parts.Any(p => p is "." or ".."))
            throw Messages.BadPlace(item, path).ToException();
        return ImagePath.Canonical(path);
    }
}
