using RustImage.Closure;
using RustImage.Closure.Sources;

namespace RustImage.Layers;

/// <summary>The closure's files and links, and the records of the packages that they come from, as entries of the image.</summary>
public static class LibraryEntries
{
    /// <summary>Executable, since the dynamic loader is a program, and libc too; the bits of the source's files differ by host.</summary>
    private const int LibraryMode = 0b111_101_101;

    private const int RecordMode = 0b110_100_100;

    /// <returns>A package's record lies in the layer of its files: some scanners read layers one by one.</returns>
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
               from entry in Record(p)
               select (first is null ? LibraryClass.Root : classes[first.Path], entry),
        ];
    }

    /// <summary>Where the record of a package lies, that of its files' sums, and its licence.</summary>
    public static IReadOnlyList<string> RecordPaths(Package package) =>
        [$"/var/lib/dpkg/status.d/{package.Name}", $"/var/lib/dpkg/status.d/{package.Name}.md5sums", $"/usr/share/doc/{package.Name}/copyright"];

    /// <summary>The record in the form of distroless images, which scanners read where there is no dpkg, and the licence.</summary>
    private static IEnumerable<LayerEntry> Record(ClosurePackage package)
    {
        var paths = RecordPaths(package.Package);
        var reason = $"the record of {package.Package}, for scanners";
        yield return new FileEntry(paths[0], FileContent.Of(package.Paragraph), reason, RecordMode);
        if (package.Checksums.Count > 0)
            yield return new FileEntry(paths[1], FileContent.Of(string.Concat(package.Checksums.Select(l => l + "\n"))), reason, RecordMode);
        if (package.Copyright is { } copyright)
            yield return new FileEntry(paths[2], FileContent.At(copyright), $"the licence of {package.Package}", RecordMode);
    }

    private static string Explain(ClosureFile file)
    {
        var chain = string.Join(", ", file.Reasons);
        return file.Package is null ? chain : $"{chain} ({file.Package})";
    }
}
