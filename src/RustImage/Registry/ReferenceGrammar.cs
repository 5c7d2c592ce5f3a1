using System.Text.RegularExpressions;

namespace RustImage.Registry;

/// <summary>
/// The grammar of an image's name (distribution-spec, "Pulling manifests"). Registries have the form that Docker accepts.
/// </summary>
internal static partial class ReferenceGrammar
{
    /// <summary>A host with an optional port.</summary>
    public static bool IsRegistry(string text) => RegistryForm().IsMatch(text);

    public static bool IsRepository(string text) => RepositoryForm().IsMatch(text);

    public static bool IsTag(string text) => TagForm().IsMatch(text);

    private const string Label = "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?";

    [GeneratedRegex($@"^({Label}(\.{Label})*|\[[0-9a-fA-F:]+\])(:[0-9]{{1,5}})?\z")]
    private static partial Regex RegistryForm();

    [GeneratedRegex(@"^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*\z")]
    private static partial Regex RepositoryForm();

    [GeneratedRegex(@"^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}\z")]
    private static partial Regex TagForm();
}
