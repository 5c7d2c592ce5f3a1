using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;
using RustImage.FunctionalTests.Packages;

[assembly: AssemblyFixture(typeof(LockedHello))]

namespace RustImage.FunctionalTests.Packages;

/// <summary>The sample <c>hello</c> with certificates and a part of tzdata, built once from Debian packages.</summary>
public sealed class LockedHello : IDisposable
{
    internal const string ProjectFile = """
        <Project Sdk="RustImage.Sdk/0.1.0">
          <PropertyGroup>
            <RustImageCertificates>true</RustImageCertificates>
          </PropertyGroup>
          <ItemGroup>
            <ImagePackage Include="tzdata" Files="/usr/share/zoneinfo/Europe/*" />
          </ItemGroup>
        </Project>
        """;

    private readonly TemporaryDirectory _cache = new();
    private readonly Lazy<TestProject> _project;

    public LockedHello() => _project = new Lazy<TestProject>(() =>
    {
        var project = TestProject.Hello().FromDebian(Cache);
        project.Write("hello.proj", ProjectFile);
        project.Build().SucceededWithoutWarning();
        return project;
    });

    /// <summary>The cache of all tests with Debian packages, so that each index and package is downloaded once.</summary>
    internal string Cache => _cache.Path;

    internal TestProject Project => _project.Value;

    internal ImageArchive Image => ImageArchive.Read(Project.Archive());

    /// <summary>Copies sources, project file and lock to another path, with an empty cache and no reachable mirror.</summary>
    internal TestProject Clone()
    {
        var clone = TestProject.Hello().FromDebian();
        clone.Write("hello.proj", ProjectFile);
        File.Copy(Project[ProjectLock.FileName], clone[ProjectLock.FileName]);
        clone.SetMirror(FaultyServer.UnusedAddress());
        return clone;
    }

    public void Dispose()
    {
        if (_project.IsValueCreated)
            _project.Value.Dispose();
        _cache.Dispose();
    }
}
