using RustImage.State;

namespace RustImage.Tasks;

/// <summary>The build of the SDK that is running. Another build may turn the same input into another result.</summary>
internal static class SdkBuild
{
    /// <summary>The version, and identifiers of the compiled code: two builds of one version differ in them.</summary>
    public static string Id { get; } =
        string.Join(' ', typeof(SdkBuild).Assembly.GetName().Version, Module(typeof(BuildStep)), Module(typeof(SdkBuild)));

    private static string Module(Type type) => type.Module.ModuleVersionId.ToString("n");
}
