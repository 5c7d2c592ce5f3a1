using RustImage.Closure.Sources;
using RustImage.Elf;

namespace RustImage.Closure.Loading;

/// <summary>The result of a search for one library.</summary>
/// <param name="Found">The file that the loader takes; null where it finds none.</param>
/// <param name="Searched">The searched directories in order, by their paths in the image.</param>
/// <param name="PassedOver">Files of the right name that cannot be loaded, each with the reason.</param>
internal sealed record SearchResult(Candidate? Found, IReadOnlyList<string> Searched, IReadOnlyList<string> PassedOver);

/// <summary>A file that the loader finds.</summary>
/// <param name="Opened">The path that the loader opens: usr-merged, with links not followed.</param>
/// <param name="Directory">The directory of that path, for $ORIGIN.</param>
/// <param name="IsInImage">Whether the image has the file already, from the user or the base.</param>
internal sealed record Candidate(FoundFile File, ElfFile Elf, string Opened, SearchDirectory Directory, bool IsInImage);

/// <summary>Searches for a library as the loader does, first in the image, then in the library source.</summary>
/// <param name="image">The files that are in the image already.</param>
/// <param name="files">Where to look for files that the image lacks.</param>
internal sealed class LibrarySearch(UserFileSource image, UserFileSource files, FileFacts facts, Platform platform)
{
    /// <param name="name">The name in DT_NEEDED or dlopen. With a slash it is a path.</param>
    /// <param name="by">The file that needs the library.</param>
    public SearchResult Find(string name, LoadedFile by, LoaderProcess process)
    {
        if (!name.Contains('/'))
            return Find(name, SearchPath.For(name, by, process, platform));
        var inSource = SearchPath.ReplaceTokens(name, by.Origin.InSource, process.Paths, platform);
        var inImage = SearchPath.ReplaceTokens(name, by.Origin.InImage, process.Paths, platform);
        var directory = new SearchDirectory(ImagePath.DirectoryOf(inSource), ImagePath.DirectoryOf(inImage));
        // A relative path depends on the working directory of the process, so no place in the image is certain to be right.
        return inImage.StartsWith('/') ? Find(ImagePath.NameOf(inImage), [directory]) : new SearchResult(null, [], []);
    }

    /// <summary>Searches all directories in the image before it searches any in the library source.</summary>
    private SearchResult Find(string name, IEnumerable<SearchDirectory> directories)
    {
        var all = directories.ToList();
        return Find(name, all, image) is { Found: not null } present ? present : Find(name, all, files);
    }

    private SearchResult Find(string name, List<SearchDirectory> directories, UserFileSource files)
    {
        var isInImage = ReferenceEquals(files, image);
        var searched = new List<string>();
        var passedOver = new List<string>();
        foreach (var directory in directories)
        {
            var opened = files.Place(ImagePath.Combine(directory.InImage, name));
            AddNew(searched, ImagePath.DirectoryOf(opened));
            if (directory.InSource != directory.InImage)
                AddNew(searched, ImagePath.Canonical(directory.InSource));
            var candidate = isInImage ? files.Find(opened)
                : files.FindOwn(opened) ?? files.Find(ImagePath.Combine(directory.InSource, name));
            if (candidate is not { } file)
                continue;
            var (elf, flaw) = Read(file);
            if (elf is not null && flaw is null)
                return new SearchResult(new Candidate(file, elf, opened, directory, isInImage), searched, passedOver);
            AddNew(passedOver, $"{file.Path} ({flaw})");
            // ld.so skips a file for another machine, and gives up at a file that is not a sound ELF file.
            if (elf is null)
                break;
        }
        return new SearchResult(null, searched, passedOver);
    }

    private (ElfFile? Elf, string? Flaw) Read(FoundFile file)
    {
        try
        {
            var elf = facts.Of(file.HostPath);
            return (elf, ElfKind.Fits(elf, platform) ? null : $"made for {ElfKind.Describe(elf)}");
        }
        catch (RustImageException e)
        {
            return (null, e.Code == "RIMG2001" ? "no ELF file: perhaps a linker script, which only the linker understands" : e.Message);
        }
    }

    private static void AddNew(List<string> list, string text)
    {
        if (!list.Contains(text))
            list.Add(text);
    }
}
