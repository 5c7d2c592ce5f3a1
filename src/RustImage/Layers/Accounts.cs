using RustImage.Closure.Sources;

namespace RustImage.Layers;

/// <summary>The names of users and groups in the image's /etc/passwd and /etc/group (passwd(5), group(5)).</summary>
internal sealed record Accounts(IReadOnlyList<string> Users, IReadOnlyList<string> Groups)
{
    /// <param name="layers">The layers above the base. Their /etc/passwd and /etc/group replace those of the base.</param>
    public static Accounts Of(IReadOnlyList<LayerPlan> layers, IBaseFiles? @base = null)
    {
        return new Accounts(Names("/etc/passwd"), Names("/etc/group"));

        IReadOnlyList<string> Names(string path)
        {
            var content = layers.SelectMany(l => l.Entries).OfType<FileEntry>().FirstOrDefault(e => e.Path == path)?.Content
                ?? (@base?.Find(path) is { } file ? FileContent.At(file.HostPath) : FileContent.Of(""));
            using var reader = new StreamReader(content.Open());
            return [.. reader.ReadToEnd().Split('\n').Where(l => l.IndexOf(':') > 0 && l[0] != '#').Select(l => l[..l.IndexOf(':')])];
        }
    }
}
