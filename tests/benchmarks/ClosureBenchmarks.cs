using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using RustImage.Closure;
using RustImage.Closure.Certificates;
using RustImage.Closure.Sources;

namespace RustImage.Benchmarks;

/// <summary>The closure of a program with its proof, compared with the list of this machine's loader (Linux, amd64).</summary>
[SimpleJob(warmupCount: 2, iterationCount: 8)]
public class ClosureBenchmarks
{
    [Params("/bin/ls", "/usr/bin/git")]
    public string Program { get; set; } = "";

    [Benchmark(Baseline = true)]
    public void Loader()
    {
        using var loader =
            Process.Start(new ProcessStartInfo("/lib64/ld-linux-x86-64.so.2", ["--list", Program]) { RedirectStandardOutput = true })!;
        loader.StandardOutput.ReadToEnd();
        loader.WaitForExit();
    }

    [Benchmark]
    public object ResolveAndProve() =>
        ClosureResolver.Resolve(
            new ClosureRequest(
                [new StartFile("/app/program", Program)], Platform.FromRuntimeIdentifier("linux-x64")!, new Dictionary<string, string>(),
                [],
                new CertificateChoice(false, [], [], "")),
            new DirectorySource("/"));
}
