namespace RustImage.Toolchain;

/// <summary>An image is for one platform.</summary>
internal static class PlatformCheck
{
    /// <param name="runtimeIdentifier">ContainerRuntimeIdentifier, or empty.</param>
    /// <param name="several">ContainerRuntimeIdentifiers.</param>
    /// <exception cref="RustImageException">RIMG5042: several platforms are named, and none is chosen.</exception>
    public static void CheckSingle(string runtimeIdentifier, IReadOnlyList<string> several)
    {
        if (runtimeIdentifier.Length == 0 && several.Count > 1)
            throw Messages.SeveralPlatforms(several).ToException();
    }
}
