using System.Reflection.PortableExecutable;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

public sealed class NativeTaskTests(BuiltHello hello)
{
    [Fact]
    public void The_tasks_of_this_machine_are_compiled_to_native_code()
    {
        var tasks = hello.Project.Build("-getProperty:_RustImageTasks").Output.Trim();

        foreach (var assembly in new[] { tasks, Path.Combine(Path.GetDirectoryName(tasks)!, "RustImage.dll") })
        {
            using var file = File.OpenRead(assembly);
            using var image = new PEReader(file);
            Assert.True(image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0, $"{assembly} holds IL alone");
        }
    }
}
