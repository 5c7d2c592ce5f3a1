using System.Globalization;

namespace RustImage.Layers;

/// <summary>A file that the project adds to the image (a RustImageFile item).</summary>
public static class UserFile
{
    private const int Executable = 0b111_101_101;
    private const int Plain = 0b110_100_100;

    /// <param name="hostPath">The file on this machine.</param>
    /// <param name="targetPath">Its absolute path in the image, or a directory's, which ends with '/'.</param>
    /// <param name="mode">Octal digits, or empty: then the bytes decide (ELF files and scripts are executable), since not every host has an executable bit.</param>
    /// <param name="owner">"user" or "user:group" in numbers, root or nonroot; empty for 0:0.</param>
    /// <exception cref="RustImageException">RIMG4002 to RIMG4005.</exception>
    public static FileEntry Create(string hostPath, string targetPath, string mode, string owner)
    {
        if (!File.Exists(hostPath) || File.ResolveLinkTarget(hostPath, returnFinalTarget: true) is { Exists: false })
            throw Messages.UserFileMissing(hostPath).ToException();
        var path = targetPath.EndsWith('/') ? targetPath + Path.GetFileName(hostPath) : targetPath;
        if (!path.StartsWith('/') || path.Split('/').Any(p => p is "." or ".."))
            throw Messages.BadTargetPath(hostPath, targetPath).ToException();
        var (user, group) = ParseOwner(hostPath, owner);
        return new FileEntry(ImagePath.Canonical(path), FileContent.At(hostPath), "added by the project (RustImageFile)", ParseMode(hostPath, mode), user, group);
    }

    private static int ParseMode(string hostPath, string mode)
    {
        if (mode.Length == 0)
            return IsExecutable(hostPath) ? Executable : Plain;
        if (mode.Length > 5 || !mode.All(c => c is >= '0' and <= '7') || Convert.ToInt32(mode, 8) is var bits && bits > 0b111_111_111_111)
            throw Messages.BadMode(hostPath, mode).ToException();
        return bits;
    }

    private static (int User, int Group) ParseOwner(string hostPath, string owner)
    {
        if (owner.Length == 0)
            return (0, 0);
        var parts = owner.Split(':');
        var ids = parts.Select(Id).ToList();
        if (parts.Length > 2 || ids.Contains(null))
            throw Messages.BadOwner(hostPath, owner).ToException();
        return (ids[0]!.Value, ids[^1]!.Value);
    }

    private static int? Id(string text) => text switch
    {
        "root" => 0,
        "nonroot" => RootFiles.NonRoot,
        _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
    };

    private static bool IsExecutable(string hostPath)
    {
        Span<byte> start = stackalloc byte[4];
        using var file = File.OpenHandle(hostPath);
        var read = RandomAccess.Read(file, start, 0);
        return start[..read].StartsWith("\u007fELF"u8) || start[..read].StartsWith("#!"u8);
    }
}
