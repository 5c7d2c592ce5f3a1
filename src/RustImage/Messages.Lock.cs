namespace RustImage;

/// <summary>7045 to 7074: the package lock, the suite, and the packages and certificates that are added.</summary>
internal static partial class Messages
{
    /// <param name="line">1-based; 0 where it is unknown.</param>
    public static Diagnostic UnusableLock(string path, string reason, int line) => new("RIMG7045",
        $"The package lock can't be used ({OneLine(reason).TrimEnd('.')}): restore it from version control, or delete it and build again.",
        path, line);

    public static Diagnostic PackageIsAnother(string package, string field, string own, string locked) => new("RIMG7046",
        $"The downloaded package {package} says that its {field} is '{own}', but the lock says '{locked}': restore the lock from version "
        + $"control, or run 'dotnet build -t:UpdateImageLock'.");

    public static Diagnostic NoSuchSuite(string suite) => new("RIMG7047",
        $"No mirror has the suite '{suite}': set DebianSuite to a suite of Debian such as stable or trixie, or DebianMirror to a mirror "
        + $"that has it.");

    public static Diagnostic NoSuchPocket(string name, string archive) => new("RIMG7048",
        $"No mirror has '{name}' of the archive '{archive}', so the image would miss its fixes: set "
        + $"{(archive == "debian" ? "DebianMirror" : "DebianSecurityMirror")} to a mirror that has it"
        + $"{(archive == "debian" ? "" : ", or to 'none' to do without security updates")}.");

    public static Diagnostic OtherSuite(string asked, string found) => new("RIMG7049",
        $"The mirror has '{found}' in the directory of '{asked}': choose another mirror with DebianMirror or DebianSecurityMirror.");

    public static Diagnostic NoIndex(string suite, string components, string architecture) => new("RIMG7050",
        $"The suite '{suite}' has no packages for '{architecture}' in the components '{components}': set DebianComponents to components "
        + $"of the suite, or DebianSuite to a suite that has this architecture.");

    public static Diagnostic NoSuchDebianPackage(string package, string suite, string architecture) => new("RIMG7051",
        $"{suite} has no package '{package}' for {architecture}, which an ImagePackage item names: check the name at "
        + $"packages.debian.org, or add its component to DebianComponents.");

    public static Diagnostic NeedsNewerPackage(
        string package, string version, string dependency, string pinned, string reason) => new("RIMG7052",
        $"'{package} {version}', which is added for '{reason}', depends on '{dependency}', but the lock pins '{pinned}': run "
        + $"'dotnet build -t:UpdateImageLock' to move both to the newest versions.");

    /// <param name="missing">Each package or library that is needed, with the reason.</param>
    /// <param name="stranger">The project, where the lock has no packages of it, as after a rename; else null.</param>
    public static Diagnostic LockIncomplete(string path, IEnumerable<string> missing, string? stranger) => new("RIMG7053",
        $"The package lock '{path}' is not up to date, and this build must not change it (RustImageLocked). It "
        + $"{(stranger is null ? "" : $"has no packages of the project '{stranger}', and ")}lacks {string.Join(", ", missing)}. "
        + $"Build once without CI=true and RestoreLockedMode, or run 'dotnet build -t:UpdateImageLock', and commit the file.");

    public static Diagnostic LockMissing(string path, IEnumerable<string> missing) => new("RIMG7054",
        $"There is no package lock '{path}', and this build must not create one (RustImageLocked). It is needed for "
        + $"{string.Join(", ", missing)}. "
        + $"Build once without CI=true and RestoreLockedMode, or run 'dotnet build -t:UpdateImageLock', and commit the file.");

    public static Diagnostic SuiteNotOfLock(string suite, string locked, string path) => new("RIMG7055",
        $"DebianSuite is '{suite}', but the package lock '{path}' is of '{locked}': run 'dotnet build -t:UpdateImageLock' to move the "
        + $"lock, or set RustImageLockFile to another lock.");

    /// <param name="elsewhere">Packages of other suites that have the library; may be empty.</param>
    public static Diagnostic LibraryNotInSuite(
        string library, string neededBy, string suite, IReadOnlyList<string> elsewhere) => new("RIMG7056",
        $"No package of Debian {suite} has '{library}', which {neededBy} needs"
        + $"{(elsewhere.Count == 0
            ? "; nor has another suite under the name that Debian's policy gives it. Add it with a RustImageFile item"
            : $", but there is {string.Join(", ", elsewhere)}. Set DebianSuite to that suite")}, "
        + $"or build where the libraries of {suite} are installed, so that the binary is linked to them.");

    public static Diagnostic LockExtended(string path, IEnumerable<string> added) => new("RIMG7057",
        $"Packages were added to the lock '{path}': {string.Join(", ", added)}. Commit the file.");

    public static Diagnostic SecurityUpdate(string package, string locked, string newest) => new("RIMG7058",
        $"'{package}' is locked at {locked}, and {newest} fixes a security issue: run 'dotnet build -t:UpdateImageLock'.");

    public static Diagnostic PackageBehind(string package, string locked, string newest) => new("RIMG7059",
        $"'{package}' is locked at {locked}, and the suite has {newest}: run 'dotnet build -t:UpdateImageLock' to move to it.");

    public static Diagnostic PackageGone(string package, string suite) => new("RIMG7060",
        $"'{package}' of the lock is no longer in {suite}: run 'dotnet build -t:UpdateImageLock'.");

    public static Diagnostic NoLockToCheck(string path) => new("RIMG7061",
        $"There is no package lock '{path}' to check: run 'dotnet build' or 'dotnet build -t:UpdateImageLock' first.");

    public static Diagnostic NoFilesOfPackage(string package, string pattern) => new("RIMG7062",
        $"Files of ImagePackage '{package}' is '{pattern}', but no file of the package matches: use paths as 'dpkg -L' prints them, "
        + $"such as /usr/share/zoneinfo/**.");

    public static Diagnostic CertificatesOff(string reason) => new("RIMG7063",
        $"RustImageCertificates is false, but the application uses TLS ({reason}), so its connections will fail unless it has its own "
        + $"certificate authorities: set RustImageCertificates to auto, or add them with a RustImageFile item.");

    public static Diagnostic NoCertificateBundle(string source) => new("RIMG7064",
        $"The application uses TLS, but {source} has no /etc/ssl/certs/ca-certificates.crt: install ca-certificates there, take the "
        + $"libraries from Debian (RustImageLibrarySource=Debian), or set RustImageCertificates to false.");

    public static Diagnostic BadCertificate(string path, string reason) => new("RIMG7065",
        $"ImageCertificate '{path}' can't be used ({OneLine(reason).TrimEnd('.')}): use a file with X.509 certificates in PEM form, or "
        + $"with one in DER form.");

    public static Diagnostic BadCertificatesSetting(string value) => new("RIMG7066",
        $"RustImageCertificates is '{value}': set it to auto, true or false.");

    public static Diagnostic PackagesNeedDebian(string name) => new("RIMG7068",
        $"ImagePackage '{name}' needs Debian packages as the library source: set RustImageLibrarySource to Debian, or add files of this "
        + $"machine with RustImageFile items.");

    public static Diagnostic NoLockToUpdate(string source) => new("RIMG7069",
        $"There is no package lock to update, because RustImageLibrarySource is '{source}': set it to Debian.");

    public static Diagnostic BadPackageName(string name) => new("RIMG7067",
        $"ImagePackage '{name}' is not the name of a Debian package: use lower-case letters, digits, '+', '-' and '.', without version "
        + $"and architecture.");

    public static Diagnostic CertificatesUnused(string path, string why) => new("RIMG7070",
        $"ImageCertificate '{path}' is not used, because {why}: remove the item, or that setting.");

    public static Diagnostic BadSuite(string suite) => new("RIMG7071",
        $"DebianSuite is '{suite}', which is not a suite: use a codename such as trixie, or stable, oldstable, testing or unstable. Its "
        + $"updates and security updates are read with it.");

    public static Diagnostic PackageBringsNothing(string package) => new("RIMG7072",
        $"ImagePackage '{package}' adds no file to the image, as the package has only documentation: name the packages that it depends "
        + $"on, or remove the item.");

    /// <param name="package">The item: "ImagePackage tzdata".</param>
    public static Diagnostic PackageTargetMissing(string package, string link, string target, string? place) => new("RIMG7073",
        $"Files of {package} names '{link}', a link to '{target}', but {Lacks(place)}: remove it from Files, or add what it leads to, with "
        + $"an ImagePackage of the package that has it, a RustImageFile or a RustImageLink.");

    /// <param name="package">The item: "ImagePackage tzdata".</param>
    public static Diagnostic MatchedTargetMissing(string package, string link, string target, string? place) => new("RIMG7074",
        $"{package} brings '{link}', a link to '{target}', but {Lacks(place)}: choose the files with a narrower pattern, or add what it "
        + $"leads to, with an ImagePackage of the package that has it, a RustImageFile or a RustImageLink.");
}
