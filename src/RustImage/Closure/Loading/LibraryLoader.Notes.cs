using RustImage.Elf;

namespace RustImage.Closure.Loading;

/// <summary>Loads what files open at run time according to their notes (uapi-group.org/specifications/specs/elf_dlopen_metadata).</summary>
internal sealed partial class LibraryLoader
{
    /// <summary>Loads the libraries in the notes of all loaded files, including those that it loads itself.</summary>
    public void OpenNotes(LoaderProcess process)
    {
        for (var i = 0; i < process.Files.Count; i++)
        {
            foreach (var note in process.Files[i].Elf.DlopenNotes)
                OpenNote(process, process.Files[i], note);
        }
    }

    private void OpenNote(LoaderProcess process, LoadedFile by, DlopenNote note)
    {
        var what = string.Join(": ", new[] { note.Feature, note.Description }.Where(t => !string.IsNullOrEmpty(t)));
        var reason = $"opened at run time by {by.Path}" + (what.Length == 0 ? "" : $" ({what})");
        var names = string.Join(" or ", note.SoNames);
        if (note.Priority == DlopenPriority.Suggested)
        {
            if (!note.SoNames.Any(n => process.FindByName(n) is not null))
                diagnostics.Message(Messages.SuggestedLibrary(names, reason));
            return;
        }
        var search = new SearchResult(null, [], []);
        foreach (var name in note.SoNames)
        {
            if (Load(process, name, by, reason, out search) is not { } file)
                continue;
            process.AddOpened(file);
            LoadNeeds(process, file);
            return;
        }
        var isRequired = note.Priority == DlopenPriority.Required;
        diagnostics.Lacks(Missing(note.SoNames, search, by, $"{by.Path} ({reason})") with { IsRequired = isRequired });
        if (isRequired)
            diagnostics.Error(Messages.RequiredLibraryNotFound(names, reason, files.Description));
        else
            diagnostics.Warning(Messages.RecommendedLibraryNotFound(names, reason, files.Description));
    }
}
