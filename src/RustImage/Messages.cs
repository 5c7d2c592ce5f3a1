namespace RustImage;

/// <summary>
/// All coded messages. Each quotes what was found, then says what to do next. The first digit of a code is the step: 0 project, 1 cargo,
/// 2 toolchain and binary, 3 closure, 4 layers, 5 image, 6 outputs, 7 Debian packages, 8 evidence.
/// </summary>
internal static partial class Messages
{
    public static Diagnostic InputOutput(string reason) => new("RIMG0002",
        $"A file could not be read or written: {reason} Check that this user may do that, that the disk has room, and that no other "
        + $"program has the file open.");

    public static Diagnostic HostSourceNeedsLinux() => new("RIMG0003",
        $"RustImageLibrarySource is 'Host', which only works on Linux: set it to 'Debian', or to a directory with the root file system "
        + $"of a Linux distribution.");

    public static Diagnostic NoLibraryRoot(string directory) => new("RIMG0004",
        $"RustImageLibrarySource is '{directory}', which is not a directory: set it to 'Debian', to 'Host', or to a directory with the "
        + $"root file system of a Linux distribution.");

    public static Diagnostic DamagedStep(string path) => new("RIMG0005",
        $"'{path}' is damaged: run 'dotnet clean' and build again.");

    /// <summary>For an unexpected exception, which no input should cause.</summary>
    /// <param name="task">The name of the task.</param>
    /// <param name="type">The type of the exception.</param>
    public static Diagnostic Fault(string task, string type, string message) => new("RIMG0006",
        $"This is a fault of RustImage.Sdk, not of your project: the task {task} ended with {type} ({OneLine(message).TrimEnd('.')}). "
        + $"Report these three, and the version of the SDK, to its authors, if possible with the stack trace, which "
        + $"'dotnet build -v:diagnostic' shows.");

    public static Diagnostic CargoNotFound(string program, string reason) => new("RIMG1001",
        $"cargo could not be started as '{program}' ({reason.TrimEnd('.')}): install Rust from https://rustup.rs, or set CargoPath to "
        + $"the full path of cargo.");

    public static Diagnostic CargoFailed(string reason, string file) => new("RIMG1002",
        $"cargo: {reason:whole}", file);

    public static Diagnostic NoManifest(string path) => new("RIMG1003",
        $"There is no '{path}': put the project file beside Cargo.toml, or set CargoManifest to the path of a Cargo.toml.");

    public static Diagnostic NoSuchPackage(string name, IEnumerable<string> known, string manifest) => new("RIMG1004",
        $"CargoPackage is '{name}', but the workspace has no such package. Set it to one of {List(known)}.", manifest);

    public static Diagnostic SeveralPackages(IEnumerable<string> candidates, string manifest) => new("RIMG1005",
        $"Several packages of the workspace have a binary, {List(candidates)}: choose one with CargoPackage, or list binaries in "
        + $"CargoBins to make an image of each.", manifest);

    public static Diagnostic NoSuchBinary(string name, IEnumerable<string> known, string manifest) => new("RIMG1006",
        $"CargoBin is '{name}', but there is no such binary. Set it to one of {List(known)}.", manifest);

    public static Diagnostic SeveralBinaries(IEnumerable<string> candidates, string manifest) => new("RIMG1007",
        $"The package has several binaries, {List(candidates)}: choose one with CargoBin or with default-run in Cargo.toml, or list "
        + $"binaries in CargoBins to make an image of each.", manifest);

    public static Diagnostic NoBinary(string manifest) => new("RIMG1008",
        $"There is no package with a binary, so an image would have nothing to run: add src/main.rs, or set CargoManifest to the "
        + $"Cargo.toml of the application.", manifest);

    public static Diagnostic NoExecutable(string binary, string manifest) => new("RIMG1009",
        $"cargo succeeded but named no executable of the binary '{binary}': see cargo's output with -v:normal.", manifest);

    public static Diagnostic CargoWarning(string text, string manifest) => new("RIMG1010",
        $"cargo: {text:whole}", manifest);

    public static Diagnostic NotElf(string path, string found) => new("RIMG2001",
        $"'{path}' is {found}, not a Linux ELF file, so no Linux container can run it: build for a Linux target, for example with "
        + $"-p:CargoTarget=x86_64-unknown-linux-gnu.");

    public static Diagnostic MalformedElf(string path, string what) => new("RIMG2002",
        $"'{path}' is not a valid ELF file: {what}. Delete it and build again, or copy it again.");

    public static Diagnostic WrongMachine(string path, string found, string wanted) => new("RIMG2003",
        $"'{path}' is made for {found}, but the image is for {wanted}: build it for that platform, or set ContainerRuntimeIdentifier to "
        + $"the platform of the file.");

    public static Diagnostic UnreadableFile(string path, string reason) => new("RIMG2004",
        $"'{path}' can't be read ({reason.TrimEnd('.')}): check that it exists and that this user may read it.");

    public static Diagnostic StripFailed(string binary, string reason) => new("RIMG2005",
        $"'{binary}' could not be stripped ({OneLine(reason)}): set RustImageStrip to false to ship it with its symbols.");

    public static Diagnostic NoPlatform(string property, string value) => new("RIMG2006",
        $"{property} is '{value}', which is not a supported Linux platform: use one of "
        + $"{List(Platform.All.Select(p => property == "ContainerRuntimeIdentifier" ? p.RuntimeIdentifier : p.DefaultTriple))}.");

    public static Diagnostic HostNotLinux(string host) => new("RIMG2007",
        $"rustc builds for '{host}' by default, which no Linux container can run: set ContainerRuntimeIdentifier to linux-x64 or "
        + $"linux-arm64, and install the target with 'rustup target add'.");

    public static Diagnostic BuildPathLeft(string binary, string excerpt) => new("RIMG2008",
        $"'{binary}' contains a path of this machine, '{excerpt}', so another machine would make another digest of the same sources: look "
        + $"for env!(\"CARGO_MANIFEST_DIR\") and the like, or for a dependency outside of the workspace.");

    public static Diagnostic TargetMismatch(string triple, string rid) => new("RIMG2009",
        $"CargoTarget is '{triple}', but ContainerRuntimeIdentifier is '{rid}', which is another platform: set only one of them, or two "
        + $"that agree.");

    public static Diagnostic RustcFailed(string rustc, string reason) => new("RIMG2010",
        $"'{rustc}' failed for this project ({OneLine(reason)}): run 'rustc -vV' in the project's directory to see why, and install a "
        + $"missing target with 'rustup target add'.");

    public static Diagnostic LibraryNotFound(
        string library, string neededBy, string source, IReadOnlyList<string> searched, IReadOnlyList<string> passedOver) => new("RIMG3001",
        $"'{library}', needed by {neededBy}, is not in {source}, searched in {Listed(searched)}"
        + $"{(passedOver.Count == 0 ? "" : $"; passed over {Listed(passedOver)}")}: add the Debian package that has it (an ImagePackage "
        + $"item; in a root file system, install it there), or add the library with a RustImageFile item to one of these directories.");

    public static Diagnostic InterpreterNotFound(string interpreter, string file, string source) => new("RIMG3002",
        $"The dynamic loader '{interpreter}' of '{file}' is not in {source}: add the C library of that platform (Debian: libc6, or musl; "
        + $"an ImagePackage item, or installed in the root file system), or build for a platform whose loader it has.");

    public static Diagnostic LibraryNameTaken(string path, string wanted, string taken) => new("RIMG3003",
        $"'{path}' must lead the loader to '{wanted}', which only ld.so.conf makes known, but the image has '{taken}' under that name: "
        + $"remove one of the two libraries, or give the program that needs it an RPATH.");

    public static Diagnostic VersionNotFound(
        string file, string library, string version, IReadOnlyList<string> symbols, string offer) => new("RIMG3004",
        $"{file} needs version {version} of {library}{(symbols.Count == 0 ? "" : $" (for {Few(symbols)})")}, but {offer}: build against "
        + $"these libraries, or take them from a newer release (DebianSuite).");

    public static Diagnostic SymbolsNotFound(string file, IReadOnlyList<string> symbols, string? version, string instead) => new("RIMG3005",
        $"{file} needs the symbol{(symbols.Count == 1 ? "" : "s")} {Few(symbols)}"
        + $"{(version is null ? "" : $" of version {version}")}, but {instead}: link it to the library that has "
        + $"{(symbols.Count == 1 ? "it" : "them")}, or build it against these libraries.");

    public static Diagnostic RequiredLibraryNotFound(string libraries, string reason, string source) => new("RIMG3006",
        $"'{libraries}', {reason} and required there, is not in {source}: add the Debian package that has it (an ImagePackage item; in a "
        + $"root file system, install it there), or add the library with a RustImageFile item to a directory that the loader searches.");

    public static Diagnostic RecommendedLibraryNotFound(string libraries, string reason, string source) => new("RIMG3007",
        $"'{libraries}', {reason}, is not in {source}, so that feature will not work: add the Debian package that has it (an ImagePackage "
        + $"item; in a root file system, install it there), or add the library with a RustImageFile item.");

    public static Diagnostic SuggestedLibrary(string libraries, string reason) => new("RIMG3008",
        $"'{libraries}' can be {reason}, but is only suggested, so it is left out: if the program uses that feature, add its package with "
        + $"an ImagePackage item, or the library with a RustImageFile item.");

    public static Diagnostic NoVersionInformation(string library, string file) => new("RIMG3009",
        $"{library} has no symbol versions, but {file} was linked to a library that has them, so the loader will print a warning at every "
        + $"start: use the library that it was linked to.");

    public static Diagnostic LazySymbolsNotFound(string file, IReadOnlyList<string> symbols) => new("RIMG3010",
        $"{file} calls {Few(symbols)}, which no file of the image defines: the program starts, and ends at the first such call. Link the "
        + $"library to what it calls, or check that the program never calls it.");

    public static Diagnostic RelativeLibraryPath(string library, string neededBy) => new("RIMG3011",
        $"'{library}', needed by {neededBy}, is a relative path, which depends on the directory that the program is started in: link to a "
        + $"library that has a SONAME (-Wl,-soname), or use $ORIGIN.");

    public static Diagnostic PathTakenTwice(string path, string one, string other) => new("RIMG4001",
        $"Two files want to be '{path}' in the image, one {one}, one {other}: give the RustImageFile another TargetPath, or the "
        + $"RustImageLink or RustImageDirectory another Include.");

    public static Diagnostic UserFileMissing(string path) => new("RIMG4002",
        $"RustImageFile '{path}' is not a file: name an existing file, or all files of a directory with 'directory/**'.");

    public static Diagnostic BadTargetPath(string file, string targetPath) => new("RIMG4003",
        $"TargetPath of RustImageFile '{file}' is '{targetPath}': use an absolute path such as /etc/app.toml, or the path of a directory "
        + $"with a slash at its end.");

    public static Diagnostic BadMode(string item, string path, string mode) => new("RIMG4004",
        $"Mode of {item} '{path}' is '{mode}': use octal digits such as 0644 or 0755.");

    public static Diagnostic BadOwner(string item, string path, string owner) => new("RIMG4005",
        $"Owner of {item} '{path}' is '{owner}': use numbers such as 1000:1000, or root or nonroot.");

    public static Diagnostic LayerChanged(string title) => new("RIMG4006",
        $"A file of the layer '{title}' changed while it was read: build again when no other program writes to it.");

    public static Diagnostic BadRepository(string repository) => new("RIMG5001",
        $"ContainerRepository is '{repository}', which registries refuse: use lower-case letters, digits, single separators '.', '_', '-', "
        + $"and '/' between parts. The first part must not be the name of a host; that belongs into ContainerRegistry.");

    public static Diagnostic BadTag(string tag) => new("RIMG5002",
        $"The image tag '{tag}' is one that registries refuse: use up to 128 letters, digits, '_', '.', '-', and start with a letter, "
        + $"digit or '_'.");

    public static Diagnostic BadPort(string number, string type) => new("RIMG5003",
        $"ContainerPort is '{number}' of type '{type}': use one number from 1 to 65535 (for several ports, several items), and tcp or udp, "
        + $"as Type or behind a slash.");

    public static Diagnostic BadSourceDateEpoch(string value) => new("RIMG5004",
        $"SOURCE_DATE_EPOCH is '{value}': set it to a number of seconds since 1970, such as 1700000000.");

    /// <param name="registry">The value with any user and password redacted.</param>
    public static Diagnostic BadRegistry(string registry) => new("RIMG5005",
        $"ContainerRegistry is '{registry}', which is not a registry: use the name of a host, with a port where it needs one, such as "
        + $"ghcr.io or localhost:5000.");

    public static Diagnostic BadUser(string user, IReadOnlyList<string> names) => new("RIMG5006",
        $"ContainerUser is '{user}', which is not a user of the image: use numbers such as 1000:1000, or names in its /etc/passwd and "
        + $"/etc/group ({string.Join(", ", names.Take(20))}{(names.Count > 20 ? " …" : "")}).");

    public static Diagnostic BadWorkingDirectory(string directory) => new("RIMG5007",
        $"ContainerWorkingDirectory is '{directory}': use an absolute path in the image, such as /app.");

    public static Diagnostic NoImageLayout(string directory, string file) => new("RIMG6002",
        $"RustImageLayoutPath is '{directory}', which contains '{file}' and is not an image layout: choose an empty or a new directory, "
        + $"because the build replaces its content.");

    public static Diagnostic NoLayoutPath() => new("RIMG6003",
        "RustImageLayoutPath is empty, but WriteImageLayout needs it: set it to a directory, such as -p:RustImageLayoutPath=bin/layout.");

    public static Diagnostic CachedLayerCorrupt(string path) => new("RIMG6001",
        $"The cached layer '{path}' has other bytes than its name says: delete it and build again.");

    private static string Listed(IReadOnlyList<string> texts) => texts.Count == 0 ? "no directory" : string.Join(", ", texts);

    private static string Few(IReadOnlyList<string> symbols) =>
        string.Join(", ", symbols.Take(3)) + (symbols.Count > 3 ? $" and {symbols.Count - 3} more" : "");

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'"));

    private static string OneLine(string text) =>
        string.Join("; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
