namespace RustImage;

/// <summary>5120 to 5139: whether an image fits its base image (ContainerBaseImage).</summary>
internal static partial class Messages
{
    /// <param name="base">The base image's description: "the base image 'company/base:1'".</param>
    public static Diagnostic OtherCLibrary(string program, string loader, string @base, IReadOnlyList<string> loaders) => new("RIMG5120",
        $"'{program}' is started by '{loader}', but {@base} has another C library ({string.Join(", ", loaders)}), and two in one image "
        + $"would overwrite each other's files: build for the C library of the base (CargoTarget, such as x86_64-unknown-linux-musl for "
        + $"musl), or choose a base that has '{loader}', or one without a C library.");

    public static Diagnostic CLibraryIncomplete(string part, string reason, string present, string @base) => new("RIMG5121",
        $"'{part}' ({reason}) is a part of the C library that {@base} lacks, while it has '{present}', and only parts of the same build of "
        + $"a C library work together: choose a base with a whole C library, or one without.");

    /// <param name="offer">What the base has instead, after "in BASE": "the newest is 2.36".</param>
    /// <param name="whoHas">Which base has it: "glibc 2.39 or newer, such as …"; or null.</param>
    public static Diagnostic BaseTooOld(
        string file, string library, string version, IReadOnlyList<string> symbols, string offer, string @base,
        string? whoHas) => new("RIMG5122",
        $"{file} needs version {version} of {library}{(symbols.Count == 0 ? "" : $" (for {Few(symbols)})")}, but in {@base} {offer}, "
        + $"so that base is too old: choose a newer one ({whoHas ?? $"with a {library} that has {version}"}), "
        + $"or build where the libraries are as old as those of the base.");

    public static Diagnostic BadLoaderCache(string path, string image) => new("RIMG5123",
        $"'{path}' of {image} is not in the form that glibc has written since 2.2, so it is unknown what the loader finds with it: "
        + $"run ldconfig when the base is built, or remove the file there.");

    public static Diagnostic PlaceTakenInBase(string path, string reason, string @base) => new("RIMG5124",
        $"'{path}' ({reason}) must be added, but {@base} has another file with that name, which the loader can't use: "
        + $"put the right library there with a RustImageFile item, or repair the base.");

    public static Diagnostic PackageFilesInBase(string package, int count, string example, string @base) => new("RIMG5125",
        $"{count} files of ImagePackage '{package}' are in {@base} already ({example}{(count == 1 ? "" : " …")}) and stay as they are "
        + $"there: to replace one, add it with a RustImageFile item.");

    public static Diagnostic OtherTypeInBase(string path, string reason, string @base) => new("RIMG5126",
        $"'{path}' ({reason}) is a directory in the image and a file in {@base}, or the reverse, so one would replace the other with "
        + $"everything in it: choose another TargetPath, or another Include of the RustImageLink or RustImageDirectory.");

    public static Diagnostic BadBaseConfig(string name, string reason) => new("RIMG5127",
        $"The configuration of the base image '{name}' does not follow image-spec ({OneLine(reason).TrimEnd('.')}): "
        + $"build the base again, or choose another one.");

    public static Diagnostic TooManyLayers(string name, int below, int own, int maximum) => new("RIMG5128",
        $"The base image '{name}' has {below} layers, and this image adds {own}, but engines accept {maximum} at most: "
        + $"build the base with fewer layers.");

    public static Diagnostic TriggersNotRun(string name) => new("RIMG5129",
        $"The base image '{name}' has ONBUILD triggers, which only 'docker build' runs: this image is built without them.");

    public static Diagnostic ZstdInArchive(string archive) => new("RIMG5130",
        $"Layers of the base image are compressed with zstd, so 'docker load' of Docker before 23 can't read '{archive}': "
        + $"load it with Podman or a newer Docker, load it without an archive by 'dotnet build -t:LoadImage', "
        + $"or choose a base with gzip layers.");
}
