using RustImage.Testing;

namespace RustImage.UnitTests.Closure;

/// <summary>Runs ldconfig(8) of this machine.</summary>
internal static class Ldconfig
{
    public static void Run(params string[] arguments)
    {
        var result = ProcessRunner.CaptureAsync(new Command(Require.Tool("ldconfig", "libc-bin"), arguments, "/")).GetAwaiter().GetResult();
        Assert.True(result.ExitCode == 0, $"ldconfig ended with {result.ExitCode}:\n{result.StandardError}");
    }
}
