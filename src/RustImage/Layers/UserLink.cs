namespace RustImage.Layers;

/// <summary>A RustImageLink item: a symbolic link that the project adds to the image.</summary>
internal static class UserLink
{
    private const string Item = "RustImageLink";

    /// <param name="path">The absolute path of the link in the image.</param>
    /// <param name="target">An absolute path, or one relative to the link's directory. It need not exist: a volume may bring it.</param>
    /// <param name="isOptional">Whether no warning is wanted where the target is missing.</param>
    /// <exception cref="RustImageException">RIMG4007: the path is not absolute. RIMG4008: the target is empty.</exception>
    public static LinkEntry Create(string path, string target, bool isOptional = false)
    {
        var place = UserPath.Parse(Item, path);
        if (string.IsNullOrWhiteSpace(target) || target.Any(char.IsControl))
            throw Messages.BadLinkTarget(path, target).ToException();
        return new LinkEntry(place, target, $"added by the project ({Item})") { IsOptional = isOptional };
    }
}
