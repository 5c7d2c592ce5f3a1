using RustImage.Closure.Loading;
using RustImage.Closure.Sources;

namespace RustImage.Closure.Proof;

/// <summary>Checks that the files added to a base fit those that the base has.</summary>
internal static class BaseCheck
{
    /// <summary>Reports a second C library: each loader would find the other's files.</summary>
    public static void OfLoaders(IEnumerable<LoaderProcess> processes, BaseFileSystem root, DiagnosticBag diagnostics)
    {
        var added = processes.Select(p => p.Interpreter).OfType<LoadedFile>().Where(i => !root.Holds(i)).ToList();
        if (added.Count > 0 && CLibrary.LoadersOf(root) is [_, ..] loaders)
            diagnostics.Error(Messages.OtherCLibrary(added[0].Loader!.Path, added[0].Names.First(), root.Description, loaders));
    }

    /// <summary>
    /// Reports files that would replace files of the base, which only the user may do, and parts of a C library that would be added to
    /// another one in the base.
    /// </summary>
    public static void OfClosure(ImageClosure closure, BaseFileSystem root, DiagnosticBag diagnostics)
    {
        var added = closure.Files.Select(f => (f.Path, Reason: f.Reasons[0])).Concat(closure.Links.Select(l => (l.Path, l.Reason)));
        foreach (var (path, reason) in added)
        {
            if (root.EntryAt(path) is not null)
                diagnostics.Error(Messages.PlaceTakenInBase(path, reason, root.Description));
        }
        if (closure.BaseFiles.FirstOrDefault(IsCLibrary) is not { } present)
            return;
        foreach (var part in closure.Files.Where(IsCLibrary))
            diagnostics.Error(Messages.CLibraryIncomplete(ImagePath.NameOf(part.Path), part.Reasons[0], present.Path, root.Description));
    }

    private static bool IsCLibrary(ClosureFile file) => CLibrary.IsPart(ImagePath.NameOf(file.Path));
}
