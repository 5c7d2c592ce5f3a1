namespace RustImage.Base.Sources;

/// <summary>The names of the images in a file.</summary>
internal static class ImageNames
{
    /// <summary>For a message: what there is to choose from.</summary>
    /// <param name="count">Of images; some may have no name.</param>
    public static string Describe(IEnumerable<string> names, int count) => count == 0 ? "no image"
        : $"{count} image{(count == 1 ? "" : "s")}, named {string.Join(", ", names.Select(n => $"'{n}'").DefaultIfEmpty("nothing"))}";

    /// <summary>Whether both name the same image; docker leaves out its own registry and the tag that is meant where there is none.</summary>
    public static bool AreSame(string one, string other) => one == other || (Complete(one) is { } full && full == Complete(other));

    private static (string, string, string)? Complete(string name)
    {
        try
        {
            return BaseReference.Parse(name, "/") is RegistryReference full ? (full.Registry, full.Repository, full.Tag) : null;
        }
        catch (RustImageException)
        {
            return null;
        }
    }
}
