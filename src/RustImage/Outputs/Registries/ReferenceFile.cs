using System.Text;
using System.Text.RegularExpressions;

namespace RustImage.Outputs.Registries;

/// <summary>A file that deploys images and names them by the projects that build them: <c>image: rustimage://hello</c>.</summary>
/// <remarks>Works on the text, not on the YAML in it: comments, order and quotes stay as they are, and templates are no obstacle.</remarks>
public static partial class ReferenceFile
{
    /// <summary>Puts what was pushed in the place of each reference; what stands in a comment of its own line is left alone.</summary>
    /// <param name="path">For messages.</param>
    /// <param name="images">By the projects' names, which are the names of their files without the extension; with a slash and the binary's behind where a project has several images.</param>
    /// <returns>The new text, and how many references were replaced.</returns>
    /// <exception cref="RustImageException">RIMG6401: a reference names no image of this build; all of them are told, each at its place.</exception>
    public static (string Text, int Count) Resolve(string text, string path, IReadOnlyDictionary<string, string> images)
    {
        var unknown = new List<Diagnostic>();
        var count = 0;
        var result = new StringBuilder(text.Length);
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            result.Append(number++ == 0 ? "" : "\n");
            result.Append(line.TrimStart('\uFEFF', ' ', '\t').StartsWith('#') ? line : Reference().Replace(line, match =>
            {
                count++;
                var name = match.Groups[1].Value;
                if (images.TryGetValue(name, out var image))
                    return image;
                unknown.Add(Messages.UnknownImageReference(name, images.Keys.Order(StringComparer.Ordinal), path, number, match.Index + 1));
                return match.Value;
            }));
        }
        return unknown.Count == 0 ? (result.ToString(), count) : throw new RustImageException(unknown);
    }

    /// <remarks>A name may hold dots and end in none: "deploy rustimage://hello." is a sentence.</remarks>
    [GeneratedRegex(@"\brustimage://([A-Za-z0-9_-]+(?:[.+/][A-Za-z0-9_-]+)*)")]
    private static partial Regex Reference();
}
