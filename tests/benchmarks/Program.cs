using BenchmarkDotNet.Running;
using RustImage.Benchmarks;

if (args is ["compress", .. var rest])
    CompressCommand.Run(rest);
else if (args is ["pack", .. var directory])
    await PackCommand.RunAsync(directory).ConfigureAwait(false);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
