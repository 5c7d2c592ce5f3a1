namespace RustImage.Layers;

/// <summary>A file that the project adds to the image, checked: from its RustImageFile item to its layer entry.</summary>
/// <param name="Path">The absolute path in the image.</param>
/// <param name="HostPath">The full path on this machine.</param>
internal sealed record UserFile(string Path, string HostPath, int Mode, int UserId, int GroupId)
{
    private const string Item = "RustImageFile";

    /// <summary>The reason that the report shows for such a file.</summary>
    public const string Reason = $"added by the project ({Item})";

    private const int Executable = 0b111_101_101;
    private const int Plain = 0b110_100_100;

    /// <param name="hostPath">The file on this machine.</param>
    /// <param name="targetPath">The absolute path in the image; or a directory in the image, with a slash at the end.</param>
    /// <param name="mode">
    /// Octal digits; empty for 0755 where the content is an ELF file or a script, else 0644. The mode of the file on this machine is not
    /// used, since Windows has no executable bit.
    /// </param>
    /// <param name="owner">"user" or "user:group", each a number, root or nonroot; empty for 0:0.</param>
    /// <exception cref="RustImageException">
    /// RIMG4002: the file is missing. RIMG4003: the target path is not absolute. RIMG4004, RIMG4005: the mode or the owner is invalid.
    /// </exception>
    public static UserFile Create(string hostPath, string targetPath, string mode, string owner)
    {
        if (!File.Exists(hostPath) || IsDangling(hostPath))
            throw Messages.UserFileMissing(hostPath).ToException();
        var path = targetPath.EndsWith('/') ? targetPath + System.IO.Path.GetFileName(hostPath) : targetPath;
        if (!path.StartsWith('/') || path.Split('/').Any(p => p is "." or ".."))
            throw Messages.BadTargetPath(hostPath, targetPath).ToException();
        var permissions = new UserPermissions(Item, hostPath);
        var (user, group) = permissions.ParseOwner(owner);
        var bits = permissions.ParseMode(mode) ?? (IsExecutable(hostPath) ? Executable : Plain);
        return new UserFile(ImagePath.Canonical(path), hostPath, bits, user, group);
    }

    public FileEntry ToEntry() => new(Path, FileContent.At(HostPath), Reason, Mode, UserId, GroupId);

    /// <summary>File.Exists is true for a link, even where its target is missing.</summary>
    private static bool IsDangling(string hostPath) =>
        File.GetAttributes(hostPath).HasFlag(FileAttributes.ReparsePoint)
        && File.ResolveLinkTarget(hostPath, returnFinalTarget: true) is { Exists: false };

    private static bool IsExecutable(string hostPath)
    {
        Span<byte> start = stackalloc byte[4];
        using var file = File.OpenHandle(hostPath);
        var read = RandomAccess.Read(file, start, 0);
        return start[..read].StartsWith("\u007fELF"u8) || start[..read].StartsWith("#!"u8);
    }
}
