using Microsoft.Build.Framework;

namespace RustImage.Tasks;

/// <summary>What a RustImageFile item says, each thing asked once: MSBuild matches the item's wildcard again for each question about it.</summary>
/// <param name="HostPath">The file on this machine.</param>
/// <param name="Target">Its path in the image, or a directory's with a slash at its end.</param>
internal readonly record struct UserFileItem(string HostPath, string Target, string Mode, string Owner)
{
    public IEnumerable<string> Facts => [HostPath, Target, Mode, Owner];

    /// <param name="defaultDirectory">Where items without TargetPath go.</param>
    public static UserFileItem Read(ITaskItem item, string defaultDirectory)
    {
        var target = item.GetMetadata("TargetPath");
        if (target.Length == 0)
            target = defaultDirectory.TrimEnd('/') + "/";
        if (target.EndsWith('/'))
            target += item.GetMetadata("RecursiveDir").Replace('\\', '/') + item.GetMetadata("Filename") + item.GetMetadata("Extension");
        return new UserFileItem(item.GetMetadata("FullPath"), target, item.GetMetadata("Mode"), item.GetMetadata("Owner"));
    }
}
