namespace RustImage.Layers;

/// <summary>A RustImageDirectory item: a directory that the project adds, such as one that the application writes to.</summary>
internal static class UserDirectory
{
    private const string Item = "RustImageDirectory";
    private const int DefaultMode = 0b111_101_101;

    /// <param name="path">The absolute path in the image.</param>
    /// <param name="mode">Octal digits; empty for 0755.</param>
    /// <param name="owner">"user" or "user:group", each a number, root or nonroot; empty for 0:0.</param>
    /// <exception cref="RustImageException">RIMG4004, RIMG4005 or RIMG4007.</exception>
    public static DirectoryEntry Create(string path, string mode, string owner)
    {
        var place = UserPath.Parse(Item, path);
        var permissions = new UserPermissions(Item, path);
        var (user, group) = permissions.ParseOwner(owner);
        return new DirectoryEntry(place, $"added by the project ({Item})", permissions.ParseMode(mode) ?? DefaultMode, user, group);
    }
}
