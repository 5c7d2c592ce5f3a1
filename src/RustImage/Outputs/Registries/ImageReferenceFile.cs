using System.Text;
using System.Text.RegularExpressions;

namespace RustImage.Outputs.Registries;

/// <summary>A file that deploys images and names them by the projects that build them: <c>image: rustimage://hello</c>.</summary>
/// <remarks>Works on the text, not on the YAML in it: comments, order and quotes stay as they are, and templates are no obstacle.</remarks>
public static partial class ImageReferenceFile
{
    private const string Scheme = "rustimage://";

    /// <summary>Puts what was pushed in the place of each reference; what stands in a comment of its own line is left alone.</summary>
    /// <param name="path">For messages.</param>
    /// <param name="images">By the projects' names, which are the names of their files without the extension; with a slash and the binary's behind where a project has several images.</param>
    /// <returns>The new text, and how many references were replaced.</returns>
    /// <exception cref="RustImageException">
    /// RIMG6401: a reference names no image of this build. RIMG6409: it has another form. All of them are told, each at its place.
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
                    wrong.Add(Messages.UnknownImageReference(name, images.Keys.Order(StringComparer.Ordinal), path, number, match.Index + 1));
                return match.Value;
            }));
        }
        return wrong.Count == 0 ? (result.ToString(), count) : throw new RustImageException(wrong);
    }

    /// <summary>Up to what ends a value in YAML, JSON and templates; and without a sentence's end: "deploy rustimage://hello."</summary>
    [GeneratedRegex(@"\brustimage://(?<name>[^\s""'`<>,;|()\[\]{}\\]*?)(?=[.:!?]*(?:[\s""'`<>,;|()\[\]{}\\]|$))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^[A-Za-z0-9_-]+(?:[.+/][A-Za-z0-9_-]+)*\z")]
    private static partial Regex Name();
}
