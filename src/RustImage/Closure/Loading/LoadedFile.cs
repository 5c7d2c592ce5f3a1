using RustImage.Elf;

namespace RustImage.Closure.Loading;

/// <summary>An ELF file that a process has loaded; the counterpart of glibc's link_map.</summary>
internal sealed class LoadedFile
{
    /// <summary>The path in the image.</summary>
    public required string Path { get; init; }

    public required string HostPath { get; init; }

    public required ElfFile Elf { get; init; }

    /// <summary>The file that it was first loaded for; null for the program.</summary>
    public LoadedFile? Loader { get; init; }

    /// <summary>$ORIGIN: the directory in which it was found, with links not followed.</summary>
    public required SearchDirectory Origin { get; init; }

    /// <summary>Whether an unknown program opens it, as perl opens its extensions. It may use symbols of that program.</summary>
    public bool IsPlugin { get; init; }

    /// <summary>The chain of reasons why it is loaded, from the file back to the program.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The names by which it was found, in addition to its SONAME.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>The files of its DT_NEEDED entries, in their order.</summary>
    public List<LoadedFile> Dependencies { get; } = [];

    /// <summary>The path and the reasons in one phrase, for messages.</summary>
    public string WithReasons => Reasons.Count == 0 ? $"'{Path}'" : $"'{Path}' ({string.Join(", ", Reasons)})";

    /// <summary>Whether the loader takes this file for a name without searching again.</summary>
    public bool AnswersTo(string name) => Names.Contains(name) || Elf.SoName == name || Path == name;

    /// <returns>The file and all its dependencies, breadth first, which is the order of a lookup scope.</returns>
    public IReadOnlyList<LoadedFile> Tree()
    {
        var seen = new HashSet<LoadedFile> { this };
        var files = new List<LoadedFile> { this };
        for (var i = 0; i < files.Count; i++)
            files.AddRange(files[i].Dependencies.Where(seen.Add));
        return files;
    }
}

/// <summary>A directory in which the loader searches, by its path in the library source and its path in the image.</summary>
/// <remarks>
/// The two differ where only the source's ld.so.conf names the directory. The image gets a link in a default directory instead.
/// </remarks>
internal readonly record struct SearchDirectory(string InSource, string InImage)
{
    public static SearchDirectory Same(string directory) => new(directory, directory);
}
