using Microsoft.Build.Framework;
using RustImage.Layers;

namespace RustImage.Tasks;

/// <summary>RustImageLink and RustImageDirectory items → entries of the image.</summary>
internal static class UserEntries
{
    /// <exception cref="RustImageException">RIMG4007 or RIMG4008.</exception>
    public static IEnumerable<LinkEntry> ParseLinks(IEnumerable<ITaskItem> items) =>
        items.Select(i => UserLink.Create(i.ItemSpec, i.GetMetadata("LinkTarget")));

    /// <exception cref="RustImageException">RIMG4004, RIMG4005 or RIMG4007.</exception>
    public static IEnumerable<DirectoryEntry> ParseDirectories(IEnumerable<ITaskItem> items) =>
        items.Select(i => UserDirectory.Create(i.ItemSpec, i.GetMetadata("Mode"), i.GetMetadata("Owner")));
}
