using RustImage.Closure.Loading;
using RustImage.Closure.Sources;

namespace RustImage.Closure.Proof;

/// <summary>Whether what is added to a base goes together with what it has.</summary>
internal static class BaseCheck
{
    /// <summary>A base keeps its C library: beside another one, each would find the other's files.</summary>
    public static void OfLoaders(IEnumerable<LoaderProcess> processes, BaseRoot root, Findings findings)
    {
        var added = processes.Select(p => p.Interpreter).OfType<LoadedFile>().Where(i => !root.Holds(i)).ToList();
        if (added.Count > 0 && CLibrary.LoadersOf(root) is [_, ..] loaders)
            findings.Error(Messages.OtherCLibrary(added[0].Loader!.Path, added[0].Names.First(), root.Description, loaders));
    }

    /// <summary>Nothing of the base is replaced but by the user, and its C library is not completed by parts of another.</summary>
    public static void OfClosure(ImageClosure closure, BaseRoot root, Findings findings)
    {
        foreach (var (path, reason) in closure.Files.Select(f => (f.Path, f.Reasons[0])).Concat(closure.Links.Select(l => (l.Path, l.Reason))))
        {
            if (root.EntryAt(path) is not null)
                findings.Error(Messages.PlaceTakenInBase(path, reason, root.Description));
        }
        if (closure.BaseFiles.FirstOrDefault(IsCLibrary) is not { } present)
            return;
        foreach (var part in closure.Files.Where(IsCLibrary))
            findings.Error(Messages.CLibraryIncomplete(ImagePath.NameOf(part.Path), part.Reasons[0], present.Path, root.Description));
    }

    private static bool IsCLibrary(ClosureFile file) => CLibrary.IsPart(ImagePath.NameOf(file.Path));
}
