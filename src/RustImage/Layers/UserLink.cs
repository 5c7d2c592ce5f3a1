namespace RustImage.Layers;

/// <summary>A symbolic link that the project adds to the image (a RustImageLink item).</summary>
public static class UserLink
{
    private const string Item = "RustImageLink";

    /// <param name="path">Absolute, in the image.</param>
    /// <param name="target">Absolute, or relative to the link's directory; it need not exist, since a volume may bring it.</param>
    /// <exception cref="RustImageException">RIMG4007: not an absolute path. RIMG4008: no target.</exception>
    public static LinkEntry Create(string path, string target)
    {
        var place = UserPath.Parse(Item, path);
        if (string.IsNullOrWhiteSpace(target) || target.Any(char.IsControl))
            throw Messages.BadLinkTarget(path, target).ToException();
        return new LinkEntry(place, target, $"added by the project ({Item})");
    }
}
