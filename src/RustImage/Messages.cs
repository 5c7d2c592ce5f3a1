namespace RustImage;

/// <summary>
/// Every coded message, in one place. Each quotes what was found, then says what to do next.
/// The first digit is the step: 0 project, 1 cargo, 2 toolchain and binary, 3 closure, 4 layers, 5 image, 6 outputs.
/// </summary>
public static class Messages
{
    public static Diagnostic NotElf(string path, string found) => new("RIMG2001",
        $"'{path}' is {found}, not a Linux ELF file, so no Linux container can run it: build for a Linux target, for example with -p:CargoTarget=x86_64-unknown-linux-gnu.");

    public static Diagnostic MalformedElf(string path, string what) => new("RIMG2002",
        $"'{path}' is not a sound ELF file: {what}. Delete it and build again, or replace it by a whole copy.");

    public static Diagnostic WrongMachine(string path, string found, string wanted) => new("RIMG2003",
        $"'{path}' is made for {found}, but the image is for {wanted}: build it for that target, or set ContainerRuntimeIdentifier to its platform.");

    public static Diagnostic UnreadableFile(string path, string reason) => new("RIMG2004",
        $"'{path}' can't be read ({reason.TrimEnd('.')}): check that it is there and that this user may read it.");

    public static Diagnostic LibraryNotFound(
        string library, string neededBy, string source, IReadOnlyList<string> searched, IReadOnlyList<string> passedOver) => new("RIMG3001",
        $"'{library}', needed by {neededBy}, is not in {source}, searched in {Listed(searched)}{(passedOver.Count == 0 ? "" : $"; passed over {Listed(passedOver)}")}: install the Debian package that ships it there, or add it with a RustImageFile item to one of these directories.");

    public static Diagnostic InterpreterNotFound(string interpreter, string file, string source) => new("RIMG3002",
        $"The dynamic loader '{interpreter}' that '{file}' names is not in {source}: install the C library for that platform there (Debian: libc6, or musl), or build for the platform whose loader it has.");

    public static Diagnostic LibraryNameTaken(string path, string wanted, string taken) => new("RIMG3003",
        $"'{path}' must lead the loader to '{wanted}', which only ld.so.conf makes known, but the image has '{taken}' under that name: remove one of the two libraries, or give the program that needs it an RPATH.");

    public static Diagnostic VersionNotFound(
        string file, string library, string version, IReadOnlyList<string> symbols, string offer) => new("RIMG3004",
        $"{file} needs version {version} of {library}{(symbols.Count == 0 ? "" : $" (for {Few(symbols)})")}, but {offer}: build against these libraries, or take the libraries from a newer release.");

    public static Diagnostic SymbolsNotFound(string file, IReadOnlyList<string> symbols, string? version, string instead) => new("RIMG3005",
        $"{file} needs the symbol{(symbols.Count == 1 ? "" : "s")} {Few(symbols)}{(version is null ? "" : $" of version {version}")}, but {instead}: link it to the library that has {(symbols.Count == 1 ? "it" : "them")}, or build it against these libraries.");

    public static Diagnostic RequiredLibraryNotFound(string libraries, string reason, string source) => new("RIMG3006",
        $"'{libraries}', {reason} and required there, is not in {source}: install the Debian package that ships it there, or add it with a RustImageFile item to a directory that the loader searches.");

    public static Diagnostic RecommendedLibraryNotFound(string libraries, string reason, string source) => new("RIMG3007",
        $"'{libraries}', {reason}, is not in {source}, so that feature will not work: install the Debian package that ships it there, or add it with a RustImageFile item.");

    public static Diagnostic SuggestedLibrary(string libraries, string reason) => new("RIMG3008",
        $"'{libraries}' can be {reason}, and is left out, as it is only suggested: add it with a RustImageFile item if the program uses that feature.");

    public static Diagnostic NoVersionInformation(string library, string file) => new("RIMG3009",
        $"{library} has no version information, but {file} was linked to one that has: the loader will warn at every start; take the library that it was linked to.");

    public static Diagnostic LazySymbolsNotFound(string file, IReadOnlyList<string> symbols) => new("RIMG3010",
        $"{file} calls {Few(symbols)}, which no file of the image defines: the program starts, and ends at the first call; link the library to what it calls, or check that nothing calls it.");

    public static Diagnostic RelativeLibraryPath(string library, string neededBy) => new("RIMG3011",
        $"'{library}', needed by {neededBy}, is a relative path, which depends on the directory that the program is started in: link to a library that has a SONAME (-Wl,-soname), or use $ORIGIN.");

    private static string Listed(IReadOnlyList<string> texts) => texts.Count == 0 ? "no directory" : string.Join(", ", texts);

    private static string Few(IReadOnlyList<string> symbols) =>
        string.Join(", ", symbols.Take(3)) + (symbols.Count > 3 ? $" and {symbols.Count - 3} more" : "");
}
