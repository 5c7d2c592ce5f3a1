using System.Diagnostics.CodeAnalysis;
using RustImage.Cache;

namespace RustImage.Debian.Packages;

/// <summary>
/// A directory of unpacked packages that all builds on this machine share. Packages are named by the digests of their .deb files.
/// </summary>
/// <remarks>
/// A package gets its name only when it is completely unpacked, so builds may share the directory and be killed at any time.
/// </remarks>
/// <param name="directory">Created when it is first written to.</param>
internal sealed class PackageStore(string directory)
{
    private const int MostAttempts = 6;

    private readonly string _directory = Path.GetFullPath(directory);

    /// <summary>Looks for an unpacked package. The .deb is not needed.</summary>
    /// <returns>
    /// False where the package is not in the store, or one of its files is missing, has another size, or was written to.
    /// </returns>
    public bool TryOpen(Digest digest, [NotNullWhen(true)] out PackageContent? content)
    {
        var package = PackageDirectory(digest);
        content = ReadContent(package, digest) is { } stored ? Content(stored, package) : null;
        if (content is not null)
            CacheUse.Mark(StoreLayout.ContentOf(package));
        return content is not null;
    }

    /// <summary>Records that the packages of some files are in use. Other files count for nothing.</summary>
    /// <param name="store">The directory of the store.</param>
    /// <param name="files">Full paths.</param>
    public static void MarkUsed(string store, IEnumerable<string> files)
    {
        foreach (var package in files.Where(f => f.StartsWith(store, StringComparison.Ordinal)).Select(StoreLayout.PackageOf).Distinct())
            CacheUse.Mark(StoreLayout.ContentOf(package));
    }

    /// <summary>Opens a package, and unpacks it before if <see cref="TryOpen"/> does not find it.</summary>
    /// <param name="debPath">Read only for unpacking.</param>
    /// <param name="digest">The expected digest of the .deb, which is verified before anything is unpacked.</param>
    /// <exception cref="RustImageException">
    /// RIMG7001: the .deb has another digest. RIMG7002 to RIMG7011: the package is damaged or unsafe.
    /// </exception>
    public Task<PackageContent> OpenAsync(string debPath, Digest digest, CancellationToken cancellation = default) =>
        Task.Run(() => TryOpen(digest, out var content) ? content : Unpack(debPath, digest, cancellation), cancellation);

    /// <summary>
    /// Verifies the digests of files that go into an image. A package with a changed file is removed from the store, so that
    /// <see cref="OpenAsync"/> unpacks it again.
    /// </summary>
    /// <param name="content">A package of this store.</param>
    /// <param name="used">Files of the package.</param>
    /// <exception cref="RustImageException">RIMG7012: a file has changed since it was unpacked.</exception>
    public void Verify(PackageContent content, IEnumerable<PackageFile> used)
    {
        ArgumentNullException.ThrowIfNull(content);
        foreach (var file in used.Where(f => f.HostPath is not null).DistinctBy(f => f.HostPath))
        {
            if (DigestOf(file.HostPath!) == file.Digest)
                continue;
            RemoveDamaged(StoreLayout.PackageOf(file.HostPath!));
            throw Messages.DamagedUnpackedFile(file.HostPath!, file.Path).ToException();
        }
    }

    private static Digest? DigestOf(string path)
    {
        try
        {
            return Digest.OfFile(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private string PackageDirectory(Digest digest) => Path.Combine(_directory, digest.Hex);

    private static StoredContent? ReadContent(string package, Digest digest)
    {
        try
        {
            var stored = StoredContent.Read(File.ReadAllBytes(StoreLayout.ContentOf(package)));
            return stored?.Package == digest && stored.Files.All(f => IsUntouched(f, package)) ? stored : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static bool IsUntouched(UnpackedFile file, string package)
    {
        if (file.Number is not { } number)
            return true;
        var info = new FileInfo(StoreLayout.FileOf(package, number));
        return info.Exists && info.Length == file.Size && info.LastWriteTimeUtc == StoreLayout.FileTime;
    }

    private static PackageContent Content(StoredContent stored, string package) => new(
        stored.Paragraph,
        stored.Checksums,
        [
            .. stored.Files.Select(f => new PackageFile(
                f.Path, f.Kind, f.Mode, f.Size, f.Digest, f.Target, f.Number is { } number ? StoreLayout.FileOf(package, number) : null)),
        ]);

    private PackageContent Unpack(string debPath, Digest digest, CancellationToken cancellation)
    {
        using var file = new FileStream(debPath, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17);
        var found = Digest.OfStream(file);
        if (found != digest)
            throw Messages.PackageMismatch(debPath, digest, found).ToException();
        Directory.CreateDirectory(_directory);
        StoreLayout.RemoveOldTemporaries(_directory);
        var temporary = StoreLayout.NewTemporary(_directory);
        try
        {
            using var unpacker = new PackageUnpacker(debPath, temporary, cancellation);
            var stored = unpacker.Unpack(file, digest);
            File.WriteAllBytes(StoreLayout.ContentOf(temporary), stored.ToBytes());
            return Publish(temporary, digest, stored);
        }
        finally
        {
            StoreLayout.Remove(temporary);
        }
    }

    /// <summary>Gives an unpacked package its name, unless another build has done so in the meantime.</summary>
    private PackageContent Publish(string temporary, Digest digest, StoredContent stored)
    {
        var package = PackageDirectory(digest);
        for (var attempt = 0; ; attempt++)
        {
            if (TryOpen(digest, out var content))
                return content;
            try
            {
                if (Directory.Exists(package))
                    SetAside(package);
                Directory.Move(temporary, package);
                return Content(stored, package);
            }
            catch (Exception e) when ((e is IOException or UnauthorizedAccessException) && attempt < MostAttempts)
            {
                // Another build gave or took the name at the same time, or, on Windows, a virus scanner has a file open.
                Thread.Sleep(10 << attempt);
            }
        }
    }

    private void RemoveDamaged(string package)
    {
        if (Path.GetDirectoryName(package) != _directory)
            throw new ArgumentException($"'{package}' is not a package of the store '{_directory}'.");
        SetAside(package);
    }

    /// <summary>Removes a package: first its name, in one step, then its files.</summary>
    private void SetAside(string package)
    {
        var temporary = StoreLayout.NewTemporary(_directory);
        try
        {
            Directory.Move(package, temporary);
        }
        catch (DirectoryNotFoundException)
        {
            return;
        }
        StoreLayout.Remove(temporary);
    }
}
