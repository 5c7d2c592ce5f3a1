using RustImage.Closure.Sources;
using RustImage.Elf;

namespace RustImage.Closure.Loading;

/// <summary>One search of the loader's for one library.</summary>
/// <param name="Found">The first candidate that fits, or null.</param>
/// <param name="Searched">The directories or the path looked at, in order, by their paths in the image.</param>
/// <param name="PassedOver">Candidates of the right name that cannot be loaded, each with the reason.</param>
internal sealed record SearchResult(Candidate? Found, IReadOnlyList<string> Searched, IReadOnlyList<string> PassedOver);

/// <param name="Opened">The path that the loader opens, usr-merged, links not followed.</param>
/// <param name="Directory">The directory of that path, for $ORIGIN.</param>
/// <param name="IsInImage">Whether it is there already: the user's, or the base's.</param>
internal sealed record Candidate(FoundFile File, ElfFile Elf, string Opened, SearchDirectory Directory, bool IsInImage);

/// <param name="image">What is in the image already.</param>
/// <param name="files">What is added to it where it lacks something.</param>
internal sealed class LibrarySearch(UserFiles image, UserFiles files, FileFacts facts, Platform platform)
{
    /// <param name="name">As DT_NEEDED or dlopen names it: a path where it holds a slash.</param>
    public SearchResult Find(string name, LoadedFile by, LoaderProcess process)
    {
        if (!name.Contains('/'))
            return Find(name, SearchPath.For(name, by, process, platform));
        var inSource = SearchPath.ReplaceTokens(name, by.Origin.InSource, process.Paths, platform);
        var inImage = SearchPath.ReplaceTokens(name, by.Origin.InImage, process.Paths, platform);
        var directory = new SearchDirectory(ImagePath.DirectoryOf(inSource), ImagePath.DirectoryOf(inImage));
        // A relative path hangs on the working directory of the day: no place in the image can be promised for it.
        return inImage.StartsWith('/') ? Find(ImagePath.NameOf(inImage), [directory]) : new SearchResult(null, [], []);
    }

    /// <summary>What the image has counts, wherever its loader finds it; only for what it lacks the library source is asked.</summary>
    private SearchResult Find(string name, IEnumerable<SearchDirectory> directories)
    {
        var all = directories.ToList();
        return Find(name, all, image) is { Found: not null } present ? present : Find(name, all, files);
    }

    private SearchResult Find(string name, List<SearchDirectory> directories, UserFiles files)
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
            if ((isInImage ? files.Find(opened) : files.FindOwn(opened) ?? files.Find(ImagePath.Combine(directory.InSource, name))) is not { } file)
                continue;
            var (elf, flaw) = Read(file);
            if (elf is not null && flaw is null)
                return new SearchResult(new Candidate(file, elf, opened, directory, isInImage), searched, passedOver);
            AddNew(passedOver, $"{file.Path} ({flaw})");
            // ld.so goes on after a file of another machine, and gives up at one that is no sound ELF file.
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
