using RustImage.Testing;
using RustImage.Toolchain;

namespace RustImage.UnitTests.Cargo.Judges;

/// <summary>The cargo by which the readers here are judged.</summary>
internal static class Judge
{
    private static readonly Lazy<string> Found = new(Find);

    /// <summary>The full path of the one that rustup would start: it is asked hundreds of times, and rustup would take as long again.</summary>
    public static string Cargo => Found.Value;

    private static string Find()
    {
        var cargo = Require.Tool("cargo", "cargo");
        return ToolIdentity.Find("cargo", cargo, Path.GetTempPath(), Environment.GetEnvironmentVariable).Program ?? cargo;
    }
}
