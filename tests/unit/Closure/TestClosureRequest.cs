using RustImage.Closure;
using RustImage.Closure.Certificates;
using RustImage.Closure.Sources;

namespace RustImage.UnitTests.Closure;

/// <summary>Requests for a closure without packages and certificates.</summary>
internal static class TestClosureRequest
{
    public static ClosureRequest For(
        IReadOnlyList<StartFile> startFiles, Platform platform, IReadOnlyDictionary<string, string>? userFiles = null,
        IBaseFiles? @base = null) =>
        new(startFiles, platform, userFiles ?? new Dictionary<string, string>(), [], new CertificateChoice(false, [], [], ""))
        {
            Base = @base,
        };
}
