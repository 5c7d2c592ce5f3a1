using RustImage.FunctionalTests.Apps;
using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;
using RustImage.FunctionalTests.Servers;

namespace RustImage.FunctionalTests.Tests;

/// <summary>Applications of others become images with a one-line project, and work in them.</summary>
[Collection(RealApplication.Collection)]
public sealed class ApplicationTests(Dockerd docker, TestPodman podman)
{
    private const string OneLine = """<Project Sdk="RustImage.Sdk/0.1.0" />""";

    private ITestEngine[] Engines => [docker, podman];

    [Fact]
    public void Ripgrep_finds_text()
    {
        using var project = RealApplication.Prepare("ripgrep", OneLine);
        foreach (var run in LoadedFrom(project))
            Assert.Equal("nonroot:x:65532\n", run(["--pcre2", "--only-matching", @"^non(?=root)root:x:\d+", "/etc/passwd"], "none"));
    }

    [Fact]
    public void Sniffglue_prints_its_version()
    {
        using var project = RealApplication.Prepare("sniffglue", OneLine);
        foreach (var run in LoadedFrom(project))
            Assert.Equal("sniffglue 0.15.0\n", run(["--version"], "none"));
    }

    [Fact]
    public void Sqlite_writes_a_table_and_reads_it()
    {
        using var project = RealApplication.Prepare("sqlite-fixture", OneLine);
        foreach (var run in LoadedFrom(project))
            Assert.Matches("^1: written by the image\nSQLite 3[.0-9]+\n$", run(["/tmp/notes.db"], "none"));
    }

    [Fact]
    public async Task Reqwest_fetches_a_page_over_https_with_a_certificate_added_to_the_image()
    {
        using var certificate = new TestCertificate();
        await using var server = new HttpsServer(certificate.Server, "a page for the image\n");
        using var project = RealApplication.Prepare("reqwest-get", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <ItemGroup>
                <RustImageFile Include="authority.pem" TargetPath="/etc/ssl/authority.pem" />
                <ContainerEnvironmentVariable Include="SSL_CERT_FILE" Value="/etc/ssl/authority.pem" />
              </ItemGroup>
            </Project>
            """);
        project.Write("authority.pem", certificate.AuthorityPem);
        foreach (var run in LoadedFrom(project))
            Assert.Equal("a page for the image\n", run([server.Address.ToString()], "host"));
    }

    /// <returns>Functions that run the built image, one for each engine, and return the output.</returns>
    private IEnumerable<Func<string[], string, string>> LoadedFrom(TestProject project)
    {
        // Old crates of Debian cause warnings. cargo hides those of dependencies.
        project.Build().Succeeded();
        RealApplication.AssertCompiled(project);
        ReportCheck.AssertComplete(project);
        foreach (var engine in Engines)
        {
            var name = Assert.Single(engine.Load(project.Archive()));
            yield return (arguments, network) =>
            {
                var result = engine.Run(name, arguments, network);
                Assert.True(result.ExitCode == 0, $"{name} ended with {result.ExitCode}:\n{result.StandardOutput}{result.StandardError}");
                return result.StandardOutput;
            };
        }
    }
}
