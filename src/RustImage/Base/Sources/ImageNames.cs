namespace RustImage.Base.Sources;

/// <summary>Describes and compares the names of images in a file.</summary>
internal static class ImageNames
{
    /// <summary>Lists for a message the images that a user can choose from.</summary>
    /// <param name="count">The number of images, some of which may have no name.</param>
    public static string Describe(IEnumerable<string> names, int count) => count == 0 ? "no image"
        : $"{count} image{(count == 1 ? "" : "s")}, named {string.Join(", ", names.Select(n => $"'{n}'").DefaultIfEmpty("nothing"))}";

    /// <summary>Whether two names mean the same image. Docker leaves out its own registry and the tag "latest".</summary>
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
