using RustImage.Closure.Sources;

namespace RustImage.Layers;

/// <summary>The names of users and groups in the image's /etc/passwd and /etc/group (passwd(5), group(5)).</summary>
internal sealed record Accounts(IReadOnlyList<string> Users, IReadOnlyList<string> Groups)
{
    private const string UserFile = "/etc/passwd";
    private const string GroupFile = "/etc/group";

    public static Accounts None { get; } = new([], []);

    /// <summary>The accounts of an image to which the project adds no files with accounts.</summary>
    public static Accounts OfBase(IBaseFiles? @base) => Of(SkeletonFiles.Create([], @base), @base);

    /// <param name="entries">The entries above the base. Their /etc/passwd and /etc/group replace those of the base.</param>
    public static Accounts Of(IEnumerable<LayerEntry> entries, IBaseFiles? @base = null)
    {
        return new Accounts(Names(UserFile), Names(GroupFile));

        IReadOnlyList<string> Names(string path)
        {
            var content = entries.OfType<FileEntry>().FirstOrDefault(e => e.Path == path)?.Content
                ?? (@base?.Find(path) is { } file ? FileContent.At(file.HostPath) : FileContent.Of(""));
            using var reader = new StreamReader(content.Open());
            return [.. reader.ReadToEnd().Split('\n').Where(l => l.IndexOf(':') > 0 && l[0] != '#').Select(l => l[..l.IndexOf(':')])];
        }
    }

    /// <returns>Whether the file at a path of the image holds accounts.</returns>
    public static bool AreIn(string path) => ImagePath.Canonical(path) is UserFile or GroupFile;
}
