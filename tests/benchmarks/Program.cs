using BenchmarkDotNet.Running;
using RustImage.Benchmarks;

if (args is ["compress", .. var rest])
    CompressCommand.Run(rest);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
