using RustImage.Closure;
using RustImage.Closure.Proof;

namespace RustImage.Layers;

/// <summary>The layer that a library belongs to.</summary>
/// <param name="Rank">Lower ranks change more rarely, and come first.</param>
public sealed record LibraryClass(int Rank, string Title)
{
    public const int PackageRank = 3;

    /// <summary>Certificates, time zones and the like change more often than libraries do.</summary>
    public const int DataRank = 4;

    /// <summary>What belongs to the first layer: the record of the package that names the distribution.</summary>
    public static LibraryClass Root { get; } = new(0, "root files");

    private static readonly LibraryClass Libc = new(1, "libc");
    private static readonly LibraryClass Runtime = new(2, "compiler runtime");
    /// <summary>Libraries of no known package.</summary>
    public static LibraryClass Unowned { get; } = new(PackageRank, "libraries");

    private static readonly HashSet<string> LibcSources = ["glibc", "musl"];

    private static readonly string[] RuntimeNames = ["libgcc_s.so", "libstdc++.so", "libatomic.so", "libgomp.so", "libunwind.so"];

    /// <remarks>By package where the source knows one; by name elsewhere (a plain directory, another distribution).</remarks>
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

    private static bool StartsWithAny(string name, string[] prefixes) => Array.Exists(prefixes, p => name.StartsWith(p, StringComparison.Ordinal));
}
