using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;

[assembly: AssemblyFixture(typeof(BuiltHello))]

namespace RustImage.FunctionalTests.Harness;

/// <summary>The sample <c>hello</c>, built once for all tests that only read the result.</summary>
public sealed class BuiltHello : IDisposable
{
    private readonly Lazy<TestProject> _project = new(() =>
    {
        var project = TestProject.Hello();
        project.Build().SucceededWithoutWarning();
        return project;
    });

    internal TestProject Project => _project.Value;

    internal string Archive => Project.Archive();

    internal ImageArchive Image => ImageArchive.Read(Archive);

    public void Dispose()
    {
        if (_project.IsValueCreated)
            _project.Value.Dispose();
    }
}
