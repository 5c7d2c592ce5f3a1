using RustImage.Closure.Packages;

namespace RustImage.Closure;

/// <summary>A symbolic link under the name that the loader looks for.</summary>
/// <param name="Path">The path of the link in the image.</param>
/// <param name="Target">The text of the link: the name of the file where both are in one directory, else an absolute path.</param>
/// <param name="File">The path that the link leads to: a <see cref="ClosureFile.Path"/>, or a file that the user adds.</param>
/// <param name="Reason">Why the link is needed: "the name that /app/hello asks for".</param>
internal sealed record ClosureLink(string Path, string Target, string File, string Reason)
{
    /// <summary>How the project chose a link of a package; null for a link that the loader needs.</summary>
    public ChoiceKind? Choice { get; init; }
}
