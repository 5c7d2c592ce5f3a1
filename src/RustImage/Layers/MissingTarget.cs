using RustImage.Closure;
using RustImage.Closure.Packages;
using RustImage.Closure.Sources;

namespace RustImage.Layers;

/// <summary>A link whose target is missing in the layers and the base. A container may get it from a volume or an engine.</summary>
/// <param name="Link">The path of the link.</param>
/// <param name="Target">The text of the link.</param>
/// <param name="Place">The missing path at the end of all links; null where the links form a loop.</param>
/// <param name="Package">The reason of a package's link: "ImagePackage tzdata"; null for a link of the project.</param>
/// <param name="Choice">How the project chose a package's link; null for a link of the project.</param>
internal sealed record MissingTarget(string Link, string Target, string? Place, string? Package = null, ChoiceKind? Choice = null)
{
    /// <summary>Looks at the links that the project adds, and at those that it chose from packages.</summary>
    public static IReadOnlyList<MissingTarget> FindAll(ImageClosure closure, UserEntries entries, ImageTree tree, IBaseFiles? @base)
    {
        var root = new BaseFileSystem(@base);
        var own = entries.Links.Where(l => !l.IsOptional).Select(l => new MissingTarget(l.Path, l.Target, null));
        // Of a chain, the link that the project chose is reported, and not each link behind it.
        var packages = closure.Links.Where(l => l.Choice is not (null or ChoiceKind.Link))
            .Select(l => new MissingTarget(l.Path, l.Target, null, l.Reason, l.Choice));
        return
        [
            .. own.Concat(packages).OrderBy(l => l.Link, StringComparer.Ordinal)
                .Select(l => l with { Place = tree.Resolve(root.Place(l.Link)) })
                .Where(l => l.Place is null || !tree.Exists(l.Place)),
        ];
    }
}
