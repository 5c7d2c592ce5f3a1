using RustImage.Elf;

namespace RustImage.Closure.Loading;

/// <summary>One ELF file as one process has loaded it: glibc's link_map.</summary>
internal sealed class LoadedFile
{
    /// <summary>The path in the image.</summary>
    public required string Path { get; init; }

    public required string HostPath { get; init; }

    public required ElfFile Elf { get; init; }

    /// <summary>The file that it was first loaded for; null for the program itself.</summary>
    public LoadedFile? Loader { get; init; }

    /// <summary>$ORIGIN: the directory that it was found in, links not followed, as the source and as the image spell it.</summary>
    public required SearchDirectory Origin { get; init; }

    /// <summary>Whether a program that is not known opens it, as perl does its extensions, which use perl's own symbols.</summary>
    public bool IsPlugin { get; init; }

    /// <summary>Why it is loaded, back to the program.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The names that it answers to beside its SONAME.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>What its DT_NEEDED entries led to, in their order.</summary>
    public List<LoadedFile> Dependencies { get; } = [];

    /// <summary>The path and the reasons in one phrase, for messages.</summary>
    public string WithReasons => Reasons.Count == 0 ? $"'{Path}'" : $"'{Path}' ({string.Join(", ", Reasons)})";

    public bool AnswersTo(string name) => Names.Contains(name) || Elf.SoName == name || Path == name;

    /// <summary>The file and everything below it, breadth first: a lookup scope of the loader's.</summary>
    public IReadOnlyList<LoadedFile> Tree()
    {
        var seen = new HashSet<LoadedFile> { this };
        var files = new List<LoadedFile> { this };
        for (var i = 0; i < files.Count; i++)
            files.AddRange(files[i].Dependencies.Where(seen.Add));
        return files;
    }
}

/// <summary>A directory to search, by its path in the source and by the path under which the image's loader will look there.</summary>
/// <remarks>
/// They differ where only the source's ld.so.conf names a directory: in the image a link in a default directory stands for it.
/// </remarks>
internal readonly record struct SearchDirectory(string InSource, string InImage)
{
    public static SearchDirectory Same(string directory) => new(directory, directory);
}
