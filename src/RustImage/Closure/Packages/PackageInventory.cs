using RustImage.Closure.Sources;

namespace RustImage.Closure.Packages;

/// <summary>
/// Adds to a closure what scanners read: the packages that its files come from, and the files that name the distribution.
/// </summary>
internal static class PackageInventory
{
    /// <summary>The files that name a distribution. The first path of each is its path in the image; all are looked for.</summary>
    private static readonly string[][] DistributionFiles = [["/usr/lib/os-release", "/etc/os-release"], ["/etc/debian_version"]];

    /// <returns>Whether the base names its distribution. Then no file may name another one.</returns>
    public static bool NameDistribution(BaseFileSystem root) => DistributionFiles[0].Any(root.Has);

    public static ImageClosure Add(ImageClosure closure, ILibrarySource source, BaseFileSystem root)
    {
        var distribution = closure.Files.Count == 0 || NameDistribution(root) ? [] : DistributionFiles
            .Select(names => (Path: names[0], File: names.Select(source.Find).FirstOrDefault(f => f is not null)))
            .Where(f => f.File is not null).ToList();
        IEnumerable<(string Path, Package? Package)> files =
            [.. closure.Files.Select(f => (f.Path, f.Package)), .. distribution.Select(f => (f.Path, source.OwnerOf(f.File!.Path)))];
        return closure with
        {
            Packages = [.. Records(files.ToLookup(f => f.Package, f => f.Path), source)],
            Distribution = [.. distribution.Select(f => f.File! with { Path = f.Path })],
        };
    }

    private static IEnumerable<ClosurePackage> Records(ILookup<Package?, string> files, ILibrarySource source)
    {
        foreach (var package in files.Select(g => g.Key).OfType<Package>().OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            if (source.RecordOf(package) is not { } record)
                continue;
            // The image has only a part of the package. List the checksums of that part alone.
            var checksums = files[package].Where(record.Checksums.ContainsKey).Select(f => $"{record.Checksums[f]}  {f[1..]}");
            yield return new ClosurePackage(package, record.Paragraph, [.. checksums], record.Copyright?.HostPath);
        }
    }
}
