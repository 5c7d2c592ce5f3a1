using Microsoft.Build.Framework;
using RustImage.Layers;

namespace RustImage.Tasks;

/// <summary>RustImageFile items → entries of the image.</summary>
internal static class UserFiles
{
    /// <param name="defaultDirectory">Where items without TargetPath go.</param>
    /// <returns>Ordinal by path, each path once.</returns>
    /// <exception cref="RustImageException">RIMG4001 to RIMG4005.</exception>
    public static IReadOnlyList<FileEntry> Parse(IEnumerable<ITaskItem> items, string defaultDirectory)
    {
        var entries = items.Select(i => Parse(i, defaultDirectory)).OrderBy(e => e.Path, StringComparer.Ordinal).ToList();
        foreach (var (one, other) in entries.Zip(entries.Skip(1)))
        {
            if (one.Path == other.Path)
                throw Messages.PathTakenTwice(one.Path, $"'{one.Content.HostPath}'", $"'{other.Content.HostPath}'").ToException();
        }
        return entries;
    }

    private static FileEntry Parse(ITaskItem item, string defaultDirectory)
    {
        var target = item.GetMetadata("TargetPath");
        if (target.Length == 0)
            target = defaultDirectory.TrimEnd('/') + "/";
        if (target.EndsWith('/'))
            target += item.GetMetadata("RecursiveDir").Replace('\\', '/') + item.GetMetadata("Filename") + item.GetMetadata("Extension");
        return UserFile.Create(item.GetMetadata("FullPath"), target, item.GetMetadata("Mode"), item.GetMetadata("Owner"));
    }
}
