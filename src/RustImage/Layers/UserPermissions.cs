using System.Globalization;

namespace RustImage.Layers;

/// <summary>Parses the mode and the owner that an item of the project names.</summary>
/// <param name="item">The item's name for messages: "RustImageFile", "RustImageDirectory".</param>
/// <param name="path">The item's path for messages.</param>
internal readonly struct UserPermissions(string item, string path)
{
    /// <param name="mode">Octal digits, or empty.</param>
    /// <returns>The permission bits; null where <paramref name="mode"/> is empty.</returns>
    /// <exception cref="RustImageException">RIMG4004: the mode is not octal.</exception>
    public int? ParseMode(string mode)
    {
        if (mode.Length == 0)
            return null;
        if (mode.Length > 5 || !mode.All(c => c is >= '0' and <= '7')
            || Convert.ToInt32(mode, 8) is var bits && bits > 0b111_111_111_111)
            throw Messages.BadMode(item, path, mode).ToException();
        return bits;
    }

    /// <param name="owner">"user" or "user:group", each a number, root or nonroot; empty for 0:0.</param>
    /// <exception cref="RustImageException">RIMG4005: a part is neither a number nor one of these names.</exception>
    public (int User, int Group) ParseOwner(string owner)
    {
        if (owner.Length == 0)
            return (0, 0);
        var parts = owner.Split(':');
        var ids = parts.Select(Id).ToList();
        if (parts.Length > 2 || ids.Contains(null))
            throw Messages.BadOwner(item, path, owner).ToException();
        return (ids[0]!.Value, ids[^1]!.Value);
    }

    private static int? Id(string text)
    {
        if (SkeletonFiles.Users.TryGetValue(text, out var known))
            return known;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }
}
