using RustImage.Testing;

namespace RustImage.UnitTests.Closure;

/// <summary>This machine's own ldconfig(8).</summary>
internal static class Ldconfig
{
    public static void Run(params string[] arguments)
    {
        var result = ProcessRunner.CaptureAsync(new Command(Require.Tool("ldconfig", "libc-bin"), arguments, "/")).GetAwaiter().GetResult();
        Assert.True(result.ExitCode == 0, $"ldconfig ended with {result.ExitCode}:\n{result.StandardError}");
    }
}
