using RustImage.Closure;
using RustImage.Closure.Proof;

namespace RustImage.Layers;

/// <summary>The kind of a library, by which files are divided into layers.</summary>
/// <param name="Rank">The lowest rank changes least, and is the lowest layer.</param>
/// <param name="Title">The title of the layer.</param>
internal sealed record LibraryClass(int Rank, string Title)
{
    public const int PackageRank = 3;

    /// <summary>The rank of certificates, time zones and other data, which change more often than libraries.</summary>
    public const int DataRank = 4;

    /// <summary>The first layer. It also gets the record of the package that names the distribution.</summary>
    public static LibraryClass Root { get; } = new(0, "root files");

    private static readonly LibraryClass Libc = new(1, "libc");
    private static readonly LibraryClass Runtime = new(2, "compiler runtime");
    /// <summary>The class of libraries that belong to no known package.</summary>
    public static LibraryClass Unowned { get; } = new(PackageRank, "libraries");

    private static readonly HashSet<string> LibcSources = ["glibc", "musl"];

    private static readonly string[] RuntimeNames = ["libgcc_s.so", "libstdc++.so", "libatomic.so", "libgomp.so", "libunwind.so"];

    /// <summary>Classifies a file by its source package; by its name where the package is unknown.</summary>
    public static LibraryClass Of(ClosureFile file)
    {
        if (file.Package is { } package && LibcSources.Contains(package.Source))
            return Libc;
        if (file.IsData)
            return new LibraryClass(DataRank, file.Package?.Source ?? "certificates");
        var name = file.Path[(file.Path.LastIndexOf('/') + 1)..];
        if (StartsWithAny(name, RuntimeNames))
            return Runtime;
        if (file.Package is not null)
            return new LibraryClass(PackageRank, file.Package.Source);
        return CLibrary.IsPart(name) ? Libc : Unowned;
    }

    private static bool StartsWithAny(string name, string[] prefixes) =>
        Array.Exists(prefixes, p => name.StartsWith(p, StringComparison.Ordinal));
}
