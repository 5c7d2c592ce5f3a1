namespace RustImage.Closure;

/// <summary>What the image must say of its libraries' origin: the packages that they come from, and the distribution.</summary>
internal static class ClosurePackages
{
    public static ImageClosure Add(ImageClosure closure, ILibrarySource source) => closure with
    {
        Packages = [.. Records(closure, source)],
        Distribution = closure.Files.Count == 0 ? [] : [.. Named(source, "/usr/lib/os-release", "/etc/os-release"), .. Named(source, "/etc/debian_version")],
    };

    private static IEnumerable<ClosurePackage> Records(ImageClosure closure, ILibrarySource source)
    {
        foreach (var package in closure.Files.Select(f => f.Package).OfType<Package>().Distinct().OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            if (source.RecordOf(package) is not { } record)
                continue;
            // The image has a part of the package: what it lacks must not be listed as if it were there.
            var checksums = closure.Files.Where(f => f.Package == package && record.Checksums.ContainsKey(f.Path))
                .Select(f => $"{record.Checksums[f.Path]}  {f.Path[1..]}");
            yield return new ClosurePackage(package, record.Stanza, [.. checksums], record.Copyright?.HostPath);
        }
    }

    /// <summary>The first that exists, under the first name.</summary>
    private static IEnumerable<SourceFile> Named(ILibrarySource source, params IReadOnlyList<string> paths) =>
        paths.Select(source.Find).OfType<SourceFile>().Take(1).Select(f => f with { Path = paths[0] });
}
