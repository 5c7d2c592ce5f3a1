using RustImage.Closure;
using RustImage.Closure.Sources;

namespace RustImage.Layers;

/// <summary>Turns the closure's files, its links and the records of its packages into entries of the image.</summary>
internal static class LibraryEntries
{
    /// <summary>
    /// Executable: the dynamic loader and libc are programs, too. The mode of the source's file is not used, since it differs by host.
    /// </summary>
    private const int LibraryMode = 0b111_101_101;

    private const int RecordMode = 0b110_100_100;

    /// <returns>
    /// The entries with their classes. A package's record is in the layer of its files, since some scanners read single layers.
    /// </returns>
    public static IReadOnlyList<(LibraryClass Class, LayerEntry Entry)> Create(ImageClosure closure)
    {
        var classes = closure.Files.ToDictionary(f => f.Path, LibraryClass.Of, StringComparer.Ordinal);
        return
        [
            .. from f in closure.Files
               select (classes[f.Path], (LayerEntry)new FileEntry(f.Path, FileContent.At(f.HostPath), Explain(f), f.Mode ?? LibraryMode)),
            .. from l in closure.Links
               let known = classes.GetValueOrDefault(l.File)
               select (known ?? LibraryClass.Unowned, (LayerEntry)new LinkEntry(l.Path, l.Target, l.Reason)),
            .. from p in closure.Packages
               let first = closure.Files.FirstOrDefault(f => f.Package == p.Package)
               from entry in CreateRecord(p)
               select (first is null ? LibraryClass.Root : classes[first.Path], entry),
        ];
    }

    /// <summary>The paths in the image of a package's record, of the checksums of its files, and of its licence.</summary>
    public static IReadOnlyList<string> RecordPaths(Package package) =>
        [
            $"/var/lib/dpkg/status.d/{package.Name}", $"/var/lib/dpkg/status.d/{package.Name}.md5sums",
            $"/usr/share/doc/{package.Name}/copyright",
        ];

    /// <summary>
    /// The package's record in the form of distroless images, which scanners read in images without dpkg; and its licence.
    /// </summary>
    private static IEnumerable<LayerEntry> CreateRecord(ClosurePackage package)
    {
        var paths = RecordPaths(package.Package);
        var reason = $"the record of {package.Package}, for scanners";
        yield return new FileEntry(paths[0], FileContent.Of(package.Paragraph), reason, RecordMode);
        if (package.Checksums.Count > 0)
        {
            var text = string.Concat(package.Checksums.Select(l => l + "\n"));
            yield return new FileEntry(paths[1], FileContent.Of(text), reason, RecordMode);
        }
        if (package.Copyright is { } copyright)
            yield return new FileEntry(paths[2], FileContent.At(copyright), $"the licence of {package.Package}", RecordMode);
    }

    private static string Explain(ClosureFile file)
    {
        var chain = string.Join(", ", file.Reasons);
        return file.Package is null ? chain : $"{chain} ({file.Package})";
    }
}
