using RustImage.Layers;

namespace RustImage.Tasks;

/// <summary>What the project adds to the image.</summary>
/// <param name="Files">Ordinal by path, each path once.</param>
internal sealed record FilesStep(IReadOnlyList<AddedFile> Files, IReadOnlyList<LinkEntry> Links, IReadOnlyList<DirectoryEntry> Directories)
{
    public IReadOnlyList<LayerEntry> ToEntries() => [.. Files.Select(f => f.ToEntry()), .. Links, .. Directories];
}

/// <param name="Path">In the image.</param>
/// <param name="HostPath">On this machine.</param>
internal sealed record AddedFile(string Path, string HostPath, int Mode, int UserId, int GroupId)
{
    /// <exception cref="RustImageException">RIMG4001 to RIMG4005.</exception>
    public static IReadOnlyList<AddedFile> CreateAll(IEnumerable<UserFileItem> items)
    {
        AddedFile[] files = [.. items.Select(Create).OrderBy(f => f.Path, StringComparer.Ordinal)];
        foreach (var (one, other) in files.Zip(files.Skip(1)))
        {
            if (one.Path == other.Path)
                throw Messages.PathTakenTwice(one.Path, $"'{one.HostPath}'", $"'{other.HostPath}'").ToException();
        }
        return files;
    }

    public FileEntry ToEntry() => new(Path, FileContent.At(HostPath), UserFile.Reason, Mode, UserId, GroupId);

    private static AddedFile Create(UserFileItem item)
    {
        var entry = UserFile.Create(item.HostPath, item.Target, item.Mode, item.Owner);
        return new AddedFile(entry.Path, item.HostPath, entry.Mode, entry.UserId, entry.GroupId);
    }
}
