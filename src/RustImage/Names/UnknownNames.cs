namespace RustImage.Names;

/// <summary>
/// Finds names in project files that have no effect, and that look like a name of this SDK. A name that the project refers to is its own.
/// </summary>
internal static class UnknownNames
{
    /// <param name="files">The full paths of the files that the project's authors wrote.</param>
    /// <param name="given">The names that <see cref="FindSimilar"/> has returned for the command line.</param>
    /// <returns>RIMG0009 to RIMG0011, at their places.</returns>
    public static IReadOnlyList<Diagnostic> Find(IEnumerable<string> files, IEnumerable<string> given)
    {
        var references = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var uses = files.SelectMany(f => NameReader.Read(f, references)).ToList();
        return
        [
            .. given.Where(n => !references.Contains(n)).Select(n => Messages.UnknownProperty(n, NearestProperty(n)!)),
            .. uses.Where(u => u.Name[0] != '_' && !references.Contains(u.Name)).Select(Check).OfType<Diagnostic>().Distinct(),
        ];
    }

    /// <returns>The names of properties that are unknown, but look like a known one.</returns>
    public static IEnumerable<string> FindSimilar(IEnumerable<string> properties) => properties.Where(p => NearestProperty(p) is not null);

    /// <returns>Whether the name of an item is unknown, but looks like a known one.</returns>
    public static bool IsSimilarItem(string item) => NearestItem(item) is not null;

    private static Diagnostic? Check(NameUse use) => use.Kind switch
    {
        NameKind.Property => NearestProperty(use.Name) is { } name ? Place(Messages.UnknownProperty(use.Name, name), use) : null,
        NameKind.Item => NearestItem(use.Name) is { } name ? Place(Messages.UnknownItem(use.Name, name), use) : null,
        _ => CheckMetadata(use),
    };

    private static Diagnostic? CheckMetadata(NameUse use) =>
        !KnownNames.Items.TryGetValue(use.Item!, out var known) || Contains(known, use.Name) || KnownNames.CommonMetadata.Contains(use.Name)
            ? null : Place(Messages.UnknownMetadata(use.Name, use.Item!, Advice(use.Name, known)), use);

    private static string? NearestProperty(string name) =>
        name[0] == '_' || Contains(KnownNames.Properties, name) || KnownNames.OfOthers.Contains(name)
            ? null : NearestName.Find(name, KnownNames.Properties);

    private static string? NearestItem(string name) =>
        KnownNames.Items.ContainsKey(name) || KnownNames.OfOthers.Contains(name) || name.StartsWith("Generated", StringComparison.Ordinal)
            ? null : NearestName.Find(name, KnownNames.Items.Keys);

    private static string Advice(string name, IReadOnlyList<string> known) =>
        NearestName.Find(name, known) is { } nearest ? $"write '{nearest}'"
            : known.Count > 0 ? $"the item knows {string.Join(", ", known)}" : "the item has none";

    private static Diagnostic Place(Diagnostic diagnostic, NameUse use) =>
        diagnostic with { File = use.File, Line = use.Line, Column = use.Column };

    private static bool Contains(IReadOnlyList<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
