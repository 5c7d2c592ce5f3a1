using RustImage.Closure.Sources;

namespace RustImage.Closure.Packages;

/// <summary>What the image must say of its libraries' origin: the packages that they come from, and the distribution.</summary>
internal static class ClosurePackages
{
    /// <summary>The files that name a distribution, each by its place in the image and the places that it is found at.</summary>
    private static readonly string[][] DistributionFiles = [["/usr/lib/os-release", "/etc/os-release"], ["/etc/debian_version"]];

    /// <summary>Whether a base says what it is: then nothing else may.</summary>
    public static bool NameDistribution(BaseRoot root) => DistributionFiles[0].Any(root.Has);

    public static ImageClosure Add(ImageClosure closure, ILibrarySource source, BaseRoot root)
    {
        var distribution = closure.Files.Count == 0 || NameDistribution(root) ? [] : DistributionFiles
            .Select(names => (Path: names[0], File: names.Select(source.Find).FirstOrDefault(f => f is not null))).Where(f => f.File is not null).ToList();
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
            // The image has a part of the package: what it lacks must not be listed as if it were there.
            var checksums = files[package].Where(record.Checksums.ContainsKey).Select(f => $"{record.Checksums[f]}  {f[1..]}");
            yield return new ClosurePackage(package, record.Paragraph, [.. checksums], record.Copyright?.HostPath);
        }
    }
}
