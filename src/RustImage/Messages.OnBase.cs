namespace RustImage;

/// <summary>5120 to 5139: what an image and its base (ContainerBaseImage) have to do with each other.</summary>
public static partial class Messages
{
    /// <param name="base">"the base image 'company/base:1'".</param>
    public static Diagnostic OtherCLibrary(string program, string loader, string @base, IReadOnlyList<string> loaders) => new("RIMG5120",
        $"'{program}' is started by '{loader}', but {@base} has another C library ({string.Join(", ", loaders)}), and two in one image would take each other's files: build for the base's (CargoTarget, such as x86_64-unknown-linux-musl for musl), or take a base that has '{loader}', or none.");

    public static Diagnostic CLibraryIncomplete(string part, string reason, string present, string @base) => new("RIMG5121",
        $"'{part}' ({reason}) is a part of the C library that {@base} lacks, while it has '{present}', and only parts of one and the same go together: take a base with a whole C library, or with none.");

    /// <param name="whoHas">"glibc 2.39 or newer, such as …", or null.</param>
    public static Diagnostic BaseTooOld(
        string file, string library, string version, IReadOnlyList<string> symbols, string offer, string @base, string? whoHas) => new("RIMG5122",
        $"{file} needs version {version} of {library}{(symbols.Count == 0 ? "" : $" (for {Few(symbols)})")}, but in {@base} {offer}: that base is too old. Take a newer one ({whoHas ?? $"with a {library} that has {version}"}), or build where the libraries are as old as the base's.");

    public static Diagnostic BadLoaderCache(string path, string image) => new("RIMG5123",
        $"'{path}' of {image} is not in the form that glibc has written since 2.2, so what the loader would find by it is not known: run ldconfig when the base is made, or remove the file there.");

    public static Diagnostic PlaceTakenInBase(string path, string reason, string @base) => new("RIMG5124",
        $"'{path}' ({reason}) must be added, but {@base} has something else of that name, which the loader can't use: put the right library there with a RustImageFile item, or mend the base.");

    public static Diagnostic PackageFilesInBase(string package, int count, string example, string @base) => new("RIMG5125",
        $"{count} files of ImagePackage '{package}' are in {@base} already ({example}{(count == 1 ? "" : " …")}) and stay as they are there: to replace one, add it with a RustImageFile item.");

    public static Diagnostic OtherTypeInBase(string path, string reason, string @base) => new("RIMG5126",
        $"'{path}' ({reason}) is a directory in the image or in {@base}, and a file in the other, so one would replace the other with all that it holds: choose another TargetPath, or another Include of the RustImageLink or RustImageDirectory.");

    public static Diagnostic BadBaseConfig(string name, string reason) => new("RIMG5127",
        $"The configuration of the base image '{name}' is not one that image-spec knows ({OneLine(reason).TrimEnd('.')}): build the base anew, or take another.");

    public static Diagnostic TooManyLayers(string name, int below, int own, int maximum) => new("RIMG5128",
        $"The base image '{name}' has {below} layers, and {own} come to it, which is more than the {maximum} that engines take: have the base made of fewer layers.");

    public static Diagnostic TriggersNotRun(string name) => new("RIMG5129",
        $"The base image '{name}' has ONBUILD triggers, which only 'docker build' runs: what they would do to this image is left undone.");

    public static Diagnostic ZstdInArchive(string archive) => new("RIMG5130",
        $"Layers of the base image are compressed with zstd, which 'docker load' of Docker before 23 can't read in '{archive}': load it with Podman or a newer Docker, use LoadImage, or have the base's layers compressed with gzip.");
}
