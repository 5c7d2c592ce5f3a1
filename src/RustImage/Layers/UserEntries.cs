namespace RustImage.Layers;

/// <summary>Everything that the project adds to the image.</summary>
/// <param name="Files">Ordinal order by path, each path once.</param>
internal sealed record UserEntries(
    IReadOnlyList<UserFile> Files, IReadOnlyList<LinkEntry> Links, IReadOnlyList<DirectoryEntry> Directories)
{
    /// <exception cref="RustImageException">RIMG4001: two files want one path. RIMG4002 to RIMG4005: an item is wrong.</exception>
    public static UserEntries Create(
        IEnumerable<UserFileItem> files, IEnumerable<LinkEntry> links, IEnumerable<DirectoryEntry> directories)
    {
        UserFile[] sorted =
        [
            .. files.Select(f => UserFile.Create(f.HostPath, f.TargetPath, f.Mode, f.Owner)).OrderBy(f => f.Path, StringComparer.Ordinal),
        ];
        foreach (var (one, other) in sorted.Zip(sorted.Skip(1)))
        {
            if (one.Path == other.Path)
                throw Messages.PathTakenTwice(one.Path, $"'{one.HostPath}'", $"'{other.HostPath}'").ToException();
        }
        return new UserEntries(sorted, [.. links], [.. directories]);
    }

    public IReadOnlyList<LayerEntry> ToLayerEntries() => [.. Files.Select(f => f.ToEntry()), .. Links, .. Directories];
}

/// <summary>Digests of what the project adds, by which a later step sees whether it changed.</summary>
/// <param name="Entries">The digest of the list of files, links and directories.</param>
/// <param name="Contents">The digest of the contents of all files.</param>
internal sealed record UserEntryDigests(Digest Entries, Digest Contents);
