namespace RustImage;

/// <summary>The package lock, and what is chosen by it.</summary>
public static partial class Messages
{
    /// <param name="line">1-based, or 0.</param>
    public static Diagnostic UnusableLock(string path, string reason, int line) => new("RIMG7045",
        $"The package lock can't be used ({OneLine(reason).TrimEnd('.')}): restore it from version control, or delete it and build again.", path, line);

    public static Diagnostic PackageIsAnother(string package, string field, string own, string locked) => new("RIMG7046",
        $"The package {package} of the lock calls its {field} '{own}', but the lock says '{locked}': restore the lock from version control, or run 'dotnet build -t:UpdateImageLock'.");

    public static Diagnostic NoSuchSuite(string suite) => new("RIMG7047",
        $"No mirror has the suite '{suite}': set DebianSuite to one that Debian has, such as stable or trixie, or DebianMirror to a mirror that has it.");

    public static Diagnostic NoSuchPocket(string name, string archive) => new("RIMG7048",
        $"No mirror has '{name}' of the archive '{archive}', so fixes would be missed silently: set {(archive == "debian" ? "DebianMirror" : "DebianSecurityMirror")} to a mirror that has it{(archive == "debian" ? "" : ", or to 'none' to do without security updates")}.");

    public static Diagnostic OtherSuite(string asked, string found) => new("RIMG7049",
        $"The mirror answers with '{found}' where '{asked}' was asked for: choose another mirror with DebianMirror or DebianSecurityMirror.");

    public static Diagnostic NoIndex(string suite, string components, string architecture) => new("RIMG7050",
        $"The suite '{suite}' has no packages for '{architecture}' in the components '{components}': set DebianComponents to ones that it has, or DebianSuite to a suite that has this architecture.");

    public static Diagnostic NoSuchDebianPackage(string package, string suite, string architecture) => new("RIMG7051",
        $"ImagePackage '{package}' is no package of {suite} for {architecture}: check the name at packages.debian.org, or add its component to DebianComponents.");

    public static Diagnostic NeedsNewerPackage(string package, string version, string dependency, string pinned, string reason) => new("RIMG7052",
        $"'{package} {version}', to be added for '{reason}', depends on '{dependency}', but the lock pins '{pinned}': run 'dotnet build -t:UpdateImageLock' to move both to today's versions.");

    /// <param name="missing">One line each: what is needed and why.</param>
    /// <param name="stranger">The project, where the lock has nothing for it: it may have been renamed; else null.</param>
    public static Diagnostic LockIncomplete(string path, IEnumerable<string> missing, string? stranger) => new("RIMG7053",
        $"The package lock '{path}' does not fit, and this build must not change it (RustImageLocked): it {(stranger is null ? "" : $"has nothing for a project '{stranger}', and ")}lacks {string.Join(", ", missing)}; build once without CI=true and RestoreLockedMode, or run 'dotnet build -t:UpdateImageLock', and commit the file.");

    public static Diagnostic LockMissing(string path, IEnumerable<string> missing) => new("RIMG7054",
        $"There is no package lock '{path}', and this build must not make one (RustImageLocked): it is needed for {string.Join(", ", missing)}; build once without CI=true and RestoreLockedMode, or run 'dotnet build -t:UpdateImageLock', and commit the file.");

    public static Diagnostic SuiteNotOfLock(string suite, string locked, string path) => new("RIMG7055",
        $"DebianSuite is '{suite}', but the package lock '{path}' is of '{locked}': run 'dotnet build -t:UpdateImageLock' to move it, or set RustImageLockFile to a lock of its own.");

    /// <param name="elsewhere">Packages of other suites, or empty.</param>
    public static Diagnostic LibraryNotInSuite(string library, string neededBy, string suite, IReadOnlyList<string> elsewhere) => new("RIMG7056",
        $"'{library}', needed by {neededBy}, is in no package of Debian {suite}{(elsewhere.Count == 0 ? " or of another suite under the name that Debian's policy gives it: add it with a RustImageFile item" : $", but in {string.Join(", ", elsewhere)}: set DebianSuite to that suite")}, or build where the libraries of {suite} are installed, so that the binary is linked to them.");

    public static Diagnostic LockExtended(string path, IEnumerable<string> added) => new("RIMG7057",
        $"The package lock '{path}' was extended by {string.Join(", ", added)}: commit it.");

    public static Diagnostic SecurityUpdate(string package, string locked, string newest) => new("RIMG7058",
        $"'{package}' is locked at {locked}, and {newest} fixes a security issue: run 'dotnet build -t:UpdateImageLock'.");

    public static Diagnostic PackageBehind(string package, string locked, string newest) => new("RIMG7059",
        $"'{package}' is locked at {locked}, and the suite has {newest}: run 'dotnet build -t:UpdateImageLock' to move to it.");

    public static Diagnostic PackageGone(string package, string suite) => new("RIMG7060",
        $"'{package}' of the lock is no longer in {suite}: run 'dotnet build -t:UpdateImageLock'.");

    public static Diagnostic NoLockToCheck(string path) => new("RIMG7061",
        $"There is no package lock '{path}' to check: run 'dotnet build' or 'dotnet build -t:UpdateImageLock' first.");

    public static Diagnostic NoFilesOfPackage(string package, string pattern) => new("RIMG7062",
        $"Files of ImagePackage '{package}' is '{pattern}', which no file of it matches: use paths as in 'dpkg -L', such as /usr/share/zoneinfo/**.");

    public static Diagnostic CertificatesOff(string reason) => new("RIMG7063",
        $"RustImageCertificates is false, but the application uses TLS ({reason}): its connections will fail unless it brings its own certificate authorities; set it to auto, or provide them with a RustImageFile.");

    public static Diagnostic NoCertificateBundle(string source) => new("RIMG7064",
        $"The application uses TLS, but {source} has no /etc/ssl/certs/ca-certificates.crt: install ca-certificates there, take the libraries from Debian (RustImageLibrarySource=Debian), or set RustImageCertificates to false.");

    public static Diagnostic BadCertificate(string path, string reason) => new("RIMG7065",
        $"ImageCertificate '{path}' can't be used ({OneLine(reason).TrimEnd('.')}): it takes X.509 certificates in PEM form, or one in DER form.");

    public static Diagnostic BadCertificatesSetting(string value) => new("RIMG7066",
        $"RustImageCertificates is '{value}': it takes auto, true or false.");

    public static Diagnostic PackagesNeedDebian(string name) => new("RIMG7068",
        $"ImagePackage '{name}' needs Debian's packages: set RustImageLibrarySource to Debian, or add the files of this machine with RustImageFile items.");

    public static Diagnostic NoLockToUpdate(string source) => new("RIMG7069",
        $"There is no package lock to update, because RustImageLibrarySource is '{source}': set it to Debian.");

    public static Diagnostic BadPackageName(string name) => new("RIMG7067",
        $"ImagePackage '{name}' is no name of a Debian package: it takes lower-case letters, digits, '+', '-' and '.', without version and architecture.");

    public static Diagnostic CertificatesUnused(string path, string why) => new("RIMG7070",
        $"ImageCertificate '{path}' is not used, because {why}: remove the item, or that setting.");

    public static Diagnostic BadSuite(string suite) => new("RIMG7071",
        $"DebianSuite is '{suite}', which is no suite: it takes a codename such as trixie, or stable, oldstable, testing or unstable; updates and security updates are read with it.");

    public static Diagnostic PackageBringsNothing(string package) => new("RIMG7072",
        $"ImagePackage '{package}' brings no file into the image, as it has none but documentation: name the packages that it depends on, or remove it.");
}
