using System.Text;
using System.Text.RegularExpressions;

namespace RustImage.Outputs.Registries;

/// <summary>
/// Replaces the references in a file that deploys images (an ImageReferenceFile item): <c>image: rustimage://hello</c> names the project
/// that builds the image.
/// </summary>
/// <remarks>Works on the text, not on YAML: comments, order and quotes stay as they are, and templates can be used.</remarks>
internal static partial class ImageReferenceFile
{
    private const string Scheme = "rustimage://";

    /// <summary>Replaces each reference with the pushed image. Lines that are comments stay as they are.</summary>
    /// <param name="path">The file's path for messages.</param>
    /// <param name="images">
    /// The pushed images by the names of projects, which are their file names without the extension. With several images in a project, by
    /// PROJECT/BINARY.
    /// </param>
    /// <returns>The new text, and the number of replaced references.</returns>
    /// <exception cref="RustImageException">
    /// RIMG6401: this build pushes no image with that name. RIMG6409: a reference has another form. All of them are reported, with their
    /// lines and columns.
    /// </exception>
    public static (string Text, int Count) Resolve(string text, string path, IReadOnlyDictionary<string, string> images)
    {
        var wrong = new List<Diagnostic>();
        var count = 0;
        var result = new StringBuilder(text.Length);
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            result.Append(number++ == 0 ? "" : "\n");
            result.Append(line.TrimStart('\uFEFF', ' ', '\t').StartsWith('#') ? line : Reference().Replace(line, match =>
            {
                count++;
                var name = match.Groups["name"].Value;
                if (!match.Value.StartsWith(Scheme, StringComparison.Ordinal) || !Name().IsMatch(name))
                    wrong.Add(Messages.BadImageReference(match.Value, path, number, match.Index + 1));
                else if (images.TryGetValue(name, out var image))
                    return image;
                else
                    wrong.Add(Messages.UnknownImageReference(
                        name, images.Keys.Order(StringComparer.Ordinal), path, number, match.Index + 1));
                return match.Value;
            }));
        }
        return wrong.Count == 0 ? (result.ToString(), count) : throw new RustImageException(wrong);
    }

    /// <summary>
    /// A reference ends where a value ends in YAML, JSON or a template. Punctuation at the end does not belong to it: "deploy
    /// rustimage://hello."
    /// </summary>
    [GeneratedRegex(
        @"\brustimage://(?<name>[^\s""'`<>,;|()\[\]{}\\]*?)(?=[.:!?]*(?:[\s""'`<>,;|()\[\]{}\\]|$))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^[A-Za-z0-9_-]+(?:[.+/][A-Za-z0-9_-]+)*\z")]
    private static partial Regex Name();
}
