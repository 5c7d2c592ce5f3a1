namespace RustImage.Registry.Connection;

/// <summary>
/// Writes scopes as token servers expect them: <c>repository:NAME:pull,push</c> (distribution's token specification, "Token Scope
/// Documentation").
/// </summary>
internal static class TokenScopes
{
    /// <param name="named">
    /// The scopes that a challenge names: the registry may know the repository by another name than its clients do.
    /// </param>
    public static IReadOnlyList<string> Of(RegistryScope scope, IReadOnlyList<string> named)
    {
        List<string> own = [$"repository:{scope.Repository}:{(scope.Push ? "pull,push" : "pull")}"];
        if (scope.MountFrom is { } from && from != scope.Repository)
            own.Add($"repository:{from}:pull");
        var resources = own.Select(Resource).ToHashSet();
        return [.. own, .. named.Where(n => !resources.Contains(Resource(n))).Distinct()];
    }

    public static IReadOnlyList<string> Named(Challenge challenge) =>
        challenge["scope"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>The scope without its actions, whose order varies.</summary>
    private static string Resource(string scope) => scope.LastIndexOf(':') is > 0 and var at ? scope[..at] : scope;
}
