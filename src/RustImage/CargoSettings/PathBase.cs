using System.Text.RegularExpressions;

namespace RustImage.CargoSettings;

/// <summary>Turns paths of a Cargo.toml into paths of the project, so that both mean the same file.</summary>
/// <param name="manifestDirectory">The directory of the Cargo.toml, where its relative paths start.</param>
/// <param name="projectDirectory">The directory where relative paths of properties and items start.</param>
internal sealed partial class PathBase(string manifestDirectory, string projectDirectory)
{
    /// <param name="path">A path, which may have wildcards.</param>
    /// <returns>The path as it is written where both directories are the same.</returns>
    public string Convert(string path)
    {
        if (Path.IsPathRooted(path) || manifestDirectory == projectDirectory)
            return path;
        return Path.GetRelativePath(projectDirectory, Path.GetFullPath(path, manifestDirectory)).Replace('\\', '/')
            + (path.EndsWith('/') ? "/" : "");
    }

    /// <param name="image">The name of an image, or a file with its transport in front: <c>oci:layout</c>.</param>
    public string ConvertImage(string image) =>
        Transport().Match(image) is { Success: true } match ? match.Value + Convert(image[match.Length..]) : image;

    [GeneratedRegex("^(oci|oci-archive|docker-archive):")]
    private static partial Regex Transport();
}
