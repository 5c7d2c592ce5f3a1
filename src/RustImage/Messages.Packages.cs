namespace RustImage;

/// <summary>7001 to 7014: .deb files and their unpacked files.</summary>
internal static partial class Messages
{
    public static Diagnostic PackageMismatch(string deb, Digest expected, Digest found) => new("RIMG7001",
        $"'{deb}' has the digest {found}, not {expected}: delete it and build again, so that it is downloaded again.");

    public static Diagnostic NoPackageFile(string deb) => new("RIMG7002",
        $"'{deb}' is not a Debian package: name a .deb file, or delete it and build again.");

    public static Diagnostic DamagedPackage(string deb, string what) => new("RIMG7003",
        $"'{deb}' is damaged: {OneLine(what)}. Use another version of the package, or tell its maintainer.");

    public static Diagnostic UnsupportedPackage(string deb, string what) => new("RIMG7004",
        $"'{deb}' has {what}, which is not supported: use a package in format 2.0 whose archives are compressed with gzip, xz or zstd.");

    public static Diagnostic PackageTooLarge(string deb, string what) => new("RIMG7005",
        $"'{deb}' unpacks to {what}, which no real package does: use another version of the package.");

    public static Diagnostic BadControlFile(string deb, string what) => new("RIMG7006",
        $"The control file of '{deb}' has {what}, so it does not tell which package this is: use another version of the package.");

    public static Diagnostic BadChecksumList(string deb, string line) => new("RIMG7007",
        $"The list md5sums of '{deb}' has the line '{line}', which is not a checksum and a path: use another version of the package.");

    public static Diagnostic UnsafePath(string deb, string path, string what) => new("RIMG7008",
        $"'{deb}' has a file '{OneLine(path)}', whose name is {what}: do not use this package.");

    public static Diagnostic UnsafeLink(string deb, string path, string target) => new("RIMG7009",
        $"'{deb}' has a link '{OneLine(path)}' to '{OneLine(target)}', which leads out of the image or to a missing file: do not use "
        + $"this package.");

    public static Diagnostic UnsupportedEntry(string deb, string path, string what) => new("RIMG7010",
        $"'{deb}' has {what} at '{path}', but images can only have files, directories and links of packages: do not use this package.");

    public static Diagnostic PathConflict(string deb, string path, string what) => new("RIMG7011",
        $"'{deb}' has a file '{path}' that {what}: do not use this package.");

    public static Diagnostic DamagedUnpackedFile(string hostPath, string path) => new("RIMG7012",
        $"'{hostPath}', the unpacked '{path}', has other bytes than its package: build again, so that the package is unpacked again.");
}
