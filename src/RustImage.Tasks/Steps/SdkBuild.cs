using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Which build of the SDK this is: another one may make something else of the same input.</summary>
internal static class SdkBuild
{
    /// <summary>The version, and what tells two builds of one version apart: their code is known by its digests.</summary>
    public static string Id { get; } = string.Join(' ', typeof(SdkBuild).Assembly.GetName().Version, Module(typeof(BuildStep)), Module(typeof(SdkBuild)));

    private static string Module(Type type) => type.Module.ModuleVersionId.ToString("n");
}
