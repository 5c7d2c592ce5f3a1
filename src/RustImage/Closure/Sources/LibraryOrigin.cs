namespace RustImage.Closure.Sources;

/// <summary>Where libraries come from: Debian packages, this machine, or a directory.</summary>
/// <param name="setting">RustImageLibrarySource: "Debian" or "Host", in any case, or the full path of a directory.</param>
internal sealed class LibraryOrigin(string setting)
{
    // MSBuild's own conditions ignore case, too.
    public bool IsDebian => setting.Equals("Debian", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens this machine or the directory.</summary>
    /// <exception cref="RustImageException">RIMG0003: this machine does not run Linux. RIMG0004: the directory is missing.</exception>
    public DirectorySource OpenDirectory()
    {
        if (!setting.Equals("Host", StringComparison.OrdinalIgnoreCase))
            return Directory.Exists(setting) ? new DirectorySource(setting) : throw Messages.NoLibraryRoot(setting).ToException();
        return OperatingSystem.IsLinux() ? new DirectorySource("/") : throw Messages.HostSourceNeedsLinux().ToException();
    }

    /// <exception cref="RustImageException">RIMG7069: libraries come from elsewhere, so there is no lock of packages to update.</exception>
    public void CheckHasLock()
    {
        if (!IsDebian)
            throw Messages.NoLockToUpdate(setting).ToException();
    }
}
