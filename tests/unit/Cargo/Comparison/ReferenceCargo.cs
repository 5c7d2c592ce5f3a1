using RustImage.Testing;
using RustImage.Toolchain;

namespace RustImage.UnitTests.Cargo.Comparison;

/// <summary>The cargo whose answers are the reference for the readers.</summary>
internal static class ReferenceCargo
{
    private static readonly Lazy<string> Found = new(Find);

    /// <summary>
    /// The full path of the cargo that rustup would start. It is called hundreds of times, and rustup would double the time.
    /// </summary>
    public static string Cargo => Found.Value;

    private static string Find()
    {
        var cargo = Require.Tool("cargo", "cargo");
        return ToolIdentity.Find("cargo", cargo, Path.GetTempPath(), Environment.GetEnvironmentVariable).Program ?? cargo;
    }
}
