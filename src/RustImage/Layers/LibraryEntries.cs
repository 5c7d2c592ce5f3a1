using RustImage.Closure;

namespace RustImage.Layers;

/// <summary>The closure's files and links as entries of the image.</summary>
public static class LibraryEntries
{
    /// <summary>Executable, since the dynamic loader is a program, and libc too; the bits of the source's files differ by host.</summary>
    private const int Mode = 0b111_101_101;

    public static IReadOnlyList<(LibraryClass Class, LayerEntry Entry)> Create(ImageClosure closure)
    {
        var classes = closure.Files.ToDictionary(f => f.Path, LibraryClass.Of, StringComparer.Ordinal);
        return
        [
            .. from f in closure.Files
               select (classes[f.Path], (LayerEntry)new FileEntry(f.Path, FileContent.At(f.HostPath), Explain(f), Mode)),
            .. from l in closure.Links
               let known = classes.GetValueOrDefault(l.File)
               select (known ?? LibraryClass.Unowned, (LayerEntry)new LinkEntry(l.Path, l.Target, l.Reason)),
        ];
    }

    private static string Explain(ClosureFile file)
    {
        var chain = string.Join(", ", file.Reasons);
        return file.Package is null ? chain : $"{chain} ({file.Package})";
    }
}
