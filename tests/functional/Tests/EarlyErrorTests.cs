using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Packages;
using RustImage.FunctionalTests.Samples;

namespace RustImage.FunctionalTests.Tests;

/// <summary>What is wrong with a project, or with the places that it needs, is said before cargo compiles.</summary>
public sealed class EarlyErrorTests : IDisposable
{
    private readonly LockedHello _hello;
    private readonly TestProject _project = TestProject.Hello();
    private readonly string _calls;

    public EarlyErrorTests(LockedHello hello)
    {
        _hello = hello;
        _calls = _project.WriteCounter("cargo", Require.Tool("cargo", "cargo"));
        _project.Environment["CargoPath"] = _project["tools/cargo"];
        // The tests must not see the registry settings of this machine's user.
        _project.Environment["DOCKER_CONFIG"] = _project["docker"];
        _project.Environment["REGISTRY_AUTH_FILE"] = _project["auth.json"];
    }

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("ContainerImageTags", "not a tag", "RIMG5002")]
    [InlineData("ContainerRepository", "Hello", "RIMG5001")]
    [InlineData("ContainerRegistry", "https://a.example", "RIMG5005")]
    [InlineData("ContainerUser", "nobody", "RIMG5006")]
    [InlineData("ContainerUser", "1:2:3", "RIMG5006")]
    [InlineData("ContainerWorkingDirectory", "app", "RIMG5007")]
    [InlineData("ContainerStopSignal", "SIGNAL", "RIMG5015")]
    [InlineData("ContainerHealthCheckInterval", "soon", "RIMG5012")]
    [InlineData("ContainerRuntimeIdentifier", "linux-z80", "RIMG2006")]
    [InlineData("RustImageCertificates", "perhaps", "RIMG7066")]
    [InlineData("RustImageCompressionLevel", "best", "RIMG5024")]
    public void A_wrong_property_is_an_error(string property, string value, string code)
    {
        var error = Failed($"-p:{property}={value}");

        Assert.Equal((code, _project["hello.proj"]), (error.Code, error.File));
        Assert.Contains(value, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_wrong_properties_and_items_are_named_at_once()
    {
        WriteItems("""
            <ContainerPort Include="http" />
            <ContainerPort Include="70000" />
            <ContainerVolume Include="data" />
            <ContainerLabel Include="a b" Value="" />
            <ContainerAnnotation Include="c" Value="" Level="layer" />
            """);

        var build = _project.Build("-p:ContainerImageTags=a/b", "-p:ContainerUser=nobody");

        Assert.NotEqual(0, build.ExitCode);
        Assert.Equal(
            ["RIMG5002", "RIMG5003", "RIMG5003", "RIMG5006", "RIMG5009", "RIMG5011", "RIMG5016"],
            build.Errors.Select(e => e.Code).Order(StringComparer.Ordinal));
        AssertNotCompiled();
    }

    [Fact]
    public void A_user_whom_neither_the_base_nor_a_file_of_the_project_knows_is_an_error()
    {
        BaseSample.Create(_project.Directory, $"oci:{_project["base"]}:1", [BaseSample.LibC, BaseSample.LibGcc]);
        string[] onBase = ["-p:ContainerBaseImage=oci:base:1", "-p:ContainerUser=me"];

        Assert.Equal("RIMG5006", Failed(onBase).Code);

        // A target may write the file after cargo has run.
        _project.Write("hello.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <ItemGroup>
                <RustImageFile Include="obj/passwd" TargetPath="/etc/" />
              </ItemGroup>
              <Target Name="WriteUsers" AfterTargets="CargoBuild">
                <WriteLinesToFile File="obj/passwd" Lines="me:x:1000:1000::/:/" Overwrite="true" />
              </Target>
            </Project>
            """);
        _project.Build(onBase).SucceededWithoutWarning();
    }

    [Fact]
    public void A_missing_lock_on_a_build_server_is_an_error()
    {
        FromDebian();
        _project.Environment["CI"] = "true";

        var error = Failed();

        Assert.Equal("RIMG7054", error.Code);
        Assert.Contains("'soname libc.so.6' (", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_of_another_suite_or_without_the_packages_of_the_project_is_an_error()
    {
        FromDebian();
        TakeLock();
        Assert.Equal("RIMG7055", Failed("-p:DebianSuite=jessie").Code);
        _project.Environment["CI"] = "true";
        WriteItems("""<ImagePackage Include="tzdatta" />""");
        var incomplete = Failed();
        Assert.Equal("RIMG7053", incomplete.Code);
        Assert.Contains("'tzdatta'", incomplete.Text, StringComparison.Ordinal);
        File.Move(_project["hello.proj"], _project["other.proj"]);
        _project.Write("other.proj", """<Project Sdk="RustImage.Sdk/0.1.0" />""");
        var stranger = Failed();
        Assert.Equal("RIMG7053", stranger.Code);
        Assert.Contains("'other.proj'", stranger.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_package_is_an_error()
    {
        using var archive = new LocalArchive(_hello.Project);
        archive.Serve(_project);
        WriteItems("""<ImagePackage Include="tzdatta" />""");

        var error = Failed();

        Assert.Equal("RIMG7051", error.Code);
        Assert.Contains("'tzdatta'", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Misspelt_patterns_of_a_locked_package_are_errors()
    {
        FromDebian(_hello.Cache);
        TakeLock();
        WriteItems("""<ImagePackage Include="tzdata" Files="/usr/share/zoneinfo/Europa/*" />""");

        var error = Failed();

        Assert.Equal("RIMG7062", error.Code);
        Assert.Contains("'/usr/share/zoneinfo/Europa/*'", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_warm_cache_a_build_needs_no_network()
    {
        FromDebian(_hello.Cache);
        TakeLock();
        _project.Write("hello.proj", LockedHello.ProjectFile);
        _project.Environment["CI"] = "true";

        _project.Build().SucceededWithoutWarning();
        _project.Build().SucceededWithoutWarning().AssertUpToDate("ResolveImageClosure", "BuildImageLayers", "WriteImageArchive");
    }

    [Theory]
    [InlineData("Build")]
    [InlineData("LoadImage")]
    public void A_missing_base_image_is_an_error(string target)
    {
        using var registry = new DockerRegistry();

        Assert.Equal("RIMG5102", Failed($"-t:{target}", $"-p:ContainerBaseImage={registry.Host}/base:none").Code);
        _project.Environment["CI"] = "true";
        Assert.Equal("RIMG5109", Failed($"-t:{target}", $"-p:ContainerBaseImage={registry.Host}/base:none").Code);
    }

    [Theory]
    [InlineData("LoadImage")]
    [InlineData("RunImage")]
    [InlineData("PublishContainer")]
    public void An_engine_that_does_not_answer_is_an_error(string target)
    {
        WritePodman();

        var error = Failed($"-t:{target}", "-p:LocalRegistry=Podman");

        Assert.Equal("RIMG6303", error.Code);
        Assert.Contains("it sleeps", error.Text, StringComparison.Ordinal);
        Assert.Equal(["info"], Tools());
    }

    [Fact]
    public void An_engine_is_not_asked_where_nothing_is_loaded()
    {
        WritePodman();
        WriteItems("");

        _project.Build("-p:LocalRegistry=Podman").SucceededWithoutWarning();
        _project.Build("-p:LocalRegistry=Podman", "-t:PublishContainer", "-p:ContainerArchiveOutputPath=a.tar").SucceededWithoutWarning();

        Assert.Equal(["build", "build"], Tools());
    }

    [Theory]
    [InlineData("PushImage")]
    [InlineData("PublishContainer")]
    public void A_registry_without_credentials_is_an_error(string target)
    {
        using var certificate = new TestCertificate();
        using var registry = new DockerRegistry(new(certificate, Basic: true));
        _project.Write("ca.pem", certificate.AuthorityPem);

        var error = Failed($"-t:{target}", $"-p:ContainerRegistry={registry.Host}", "-p:ContainerRegistryCertificate=ca.pem");

        Assert.StartsWith("RIMG610", error.Code, StringComparison.Ordinal);
        Assert.Contains("a push to 'hello'", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registry_that_does_not_answer_is_an_error()
    {
        var host = FaultyServer.UnusedAddress().Authority;

        var error = Failed("-t:PublishContainer", $"-p:ContainerRegistry={host}", $"-p:ContainerInsecureRegistries={host}");

        Assert.StartsWith("RIMG6", error.Code, StringComparison.Ordinal);
        Assert.Contains(host, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_of_one_image_among_several_is_found()
    {
        using var shop = new ShopSample();
        Script.Write(shop.Project["tools/podman"], "echo it sleeps >&2; exit 125");
        shop.Project.Environment["PATH"] = $"{shop.Project["tools"]}:{Environment.GetEnvironmentVariable("PATH")}";
        const string Bins = "<CargoBins>api;worker</CargoBins>";

        Assert.Equal("RIMG5003", Error("", """<ContainerPort Include="http" Condition="'$(CargoBin)' == 'worker'" />"""));
        Assert.Equal("RIMG7066", Error("<RustImageCertificates Condition=\"'$(CargoBin)' == 'api'\">perhaps</RustImageCertificates>"));
        Assert.Equal("RIMG5107", Error("<ContainerBaseImage Condition=\"'$(CargoBin)' == 'api'\">oci:none</ContainerBaseImage>"));
        const string Engine = "<LocalRegistry Condition=\"'$(CargoBin)' == 'api'\">Podman</LocalRegistry>";
        const string Layout = "<RustImageLayoutPath Condition=\"'$(CargoBin)' != 'api'\">layout</RustImageLayoutPath>";
        Assert.Equal("RIMG6303", Error(Engine + Layout, "", "-t:PublishContainer"));
        Assert.Empty(shop.Calls());

        string Error(string properties, string items = "", params string[] arguments)
        {
            shop.WriteProject(Bins + properties, items);
            return shop.Project.Build(arguments).FailedWithOneError().Code;
        }
    }

    private BuildDiagnostic Failed(params string[] arguments)
    {
        var error = _project.Build(arguments).FailedWithOneError();
        AssertNotCompiled();
        return error;
    }

    private void AssertNotCompiled()
    {
        Assert.DoesNotContain("build", Tools());
        Assert.Empty(_project.Archives());
    }

    /// <returns>The first words of all calls of cargo and podman.</returns>
    private IReadOnlyList<string> Tools() => File.Exists(_calls) ? File.ReadAllLines(_calls) : [];

    private void WriteItems(string items) =>
        _project.Write("hello.proj", $"""<Project Sdk="RustImage.Sdk/0.1.0"><ItemGroup>{items}</ItemGroup></Project>""");

    /// <summary>Packages come from a cache alone.</summary>
    private void FromDebian(string? cache = null)
    {
        _project.FromDebian(cache);
        _project.SetMirror(FaultyServer.UnusedAddress());
    }

    private void TakeLock() => File.Copy(_hello.Project[ProjectLock.FileName], _project[ProjectLock.FileName]);

    private void WritePodman()
    {
        Script.Write(_project["tools/podman"], $"echo \"$1\" >>'{_calls}'\necho it sleeps >&2\nexit 125");
        _project.Environment["PATH"] = $"{_project["tools"]}:{Environment.GetEnvironmentVariable("PATH")}";
    }
}
