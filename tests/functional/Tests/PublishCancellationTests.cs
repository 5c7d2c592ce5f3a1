using System.Diagnostics;
using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

public sealed class PublishCancellationTests(PublishedHello hello) : IClassFixture<PublishedHello>
{
    [Fact]
    public void Ctrl_C_during_a_push_ends_it_and_leaves_nothing_behind()
    {
        hello.Project.Build().Succeeded();
        using var registry = new DockerRegistry();
        using var proxy = new BreakingProxy(registry.Port, bytesPerSecond: 200_000);
        using var build = Start(proxy.Host);

        for (var waited = Stopwatch.StartNew(); proxy.Sent < 500_000; Thread.Sleep(20))
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60) && !build.HasExited, "nothing was sent");
        Tool.Run("/bin/kill", "-INT", build.Id.ToString(provider: null));

        // The complete push would take another 30 seconds.
        Assert.True(build.WaitForExit(TimeSpan.FromSeconds(15)), "the build goes on");
        Assert.NotEqual(0, build.ExitCode);
        Assert.DoesNotContain(registry.Requests(),
            r => r.Contains("/manifests/", StringComparison.Ordinal) && r.StartsWith("PUT", StringComparison.Ordinal));
        // This registry (distribution 2.8) cannot cancel an upload with unreported bytes. Others can.
        Assert.Contains(registry.Requests(), r => r.StartsWith("DELETE /v2/hello/blobs/uploads/", StringComparison.Ordinal));
    }

    private Process Start(string registry)
    {
        var info = new ProcessStartInfo(
            Require.Tool("dotnet", "dotnet-sdk-10.0"), ["build", "hello.proj", "-t:PublishContainer", $"-p:ContainerRegistry={registry}"])
        {
            WorkingDirectory = hello.Project.Directory,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in hello.Project.Environment)
            info.Environment[name] = value;
        return Process.Start(info)!;
    }
}
