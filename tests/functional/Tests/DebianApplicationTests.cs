using System.Text;
using RustImage.FunctionalTests.Apps;
using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;
using RustImage.FunctionalTests.Packages;
using RustImage.FunctionalTests.Servers;

namespace RustImage.FunctionalTests.Tests;

/// <summary>Applications linked on Debian 12 run on libraries from packages of Debian 12 and 13.</summary>
[Collection(RealApplication.Collection)]
public sealed class DebianApplicationTests(LockedHello hello, Dockerd docker, TestPodman podman)
{
    private const string OnTrixie = """
        <Project Sdk="RustImage.Sdk/0.1.0">
          <PropertyGroup>
            <DebianSuite>trixie</DebianSuite>
          </PropertyGroup>
        </Project>
        """;

    private ITestEngine[] Engines => [docker, podman];

    [Theory]
    [InlineData("ripgrep", "^nonroot:x:65532\n$", "--pcre2", "--only-matching", @"^non(?=root)root:x:\d+", "/etc/passwd")]
    [InlineData("sniffglue", "^sniffglue 0.15.0\n$", "--version")]
    [InlineData("sqlite-fixture", "^1: written by the image\nSQLite 3[.0-9]+\n$", "/tmp/notes.db")]
    public void An_application_runs_on_packages_of_trixie(string name, string output, params string[] arguments)
    {
        using var project = Prepare(name, OnTrixie);
        Build(project);
        Assert.Equal("trixie", ProjectLock.Of(project).Suite);
        AssertRuns(project, output, arguments);
    }

    [Fact]
    public async Task A_TLS_client_trusts_the_company_authority_and_those_of_Debian_without_settings()
    {
        using var certificate = new TestCertificate();
        await using var server = new HttpsServer(certificate.Server, "a page for the image\n");
        using var project = Prepare("reqwest-get", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <PropertyGroup>
                <DebianSuite>trixie</DebianSuite>
              </PropertyGroup>
              <ItemGroup>
                <ImageCertificate Include="authority.pem" />
              </ItemGroup>
            </Project>
            """);
        project.Write("authority.pem", certificate.AuthorityPem);
        Build(project);

        var bundle = Encoding.ASCII.GetString(ImageArchive.Read(project.Archive()).Find("/etc/ssl/certs/ca-certificates.crt").Bytes);
        Assert.EndsWith(certificate.AuthorityPem + "\n", bundle, StringComparison.Ordinal);
        Assert.True(bundle.Split("-----BEGIN CERTIFICATE-----").Length > 100);
        AssertRuns(project, "^a page for the image\n$", [server.Address.ToString()], "host");

        var off = project.Build("-p:RustImageCertificates=false").Succeeded();
        Assert.Contains(off.Warnings, w => w.Code == "RIMG7063" && w.Text.Contains("TLS", StringComparison.Ordinal));
        var name = Assert.Single(podman.Load(project.Archive()));
        var refused = ((ITestEngine)podman).Run(name, [server.Address.ToString()], "host");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("certificate verify failed", refused.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public void Exa_runs_on_packages_of_bookworm_and_its_library_is_reported_missing_from_trixie()
    {
        using var project = Prepare("exa", """<Project Sdk="RustImage.Sdk/0.1.0" />""");
        Build(project);
        AssertRuns(project, "^exa\n$", ["--oneline", "/app"]);

        File.Delete(project[ProjectLock.FileName]);
        project.Environment["DebianSuite"] = "trixie";
        var error = project.Build().FailedWithOneError();
        Assert.Equal(("RIMG7056", project["exa.proj"]), (error.Code, error.File));
        Assert.Contains("'libgit2.so.1.5', which '/app/exa' needs", error.Text, StringComparison.Ordinal);
        Assert.Contains("'libgit2-1.5' of bookworm", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Bindgen_finds_the_libclang_that_the_project_adds()
    {
        using var project = Prepare("bindgen", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <ItemGroup>
                <ImagePackage Include="libclang1-14" />
                <RustImageFile Include="sample.h" TargetPath="/app/sample.h" />
              </ItemGroup>
            </Project>
            """);
        project.Write("sample.h", "int add(int left, int right);\n");
        Build(project);
        AssertRuns(project, @"pub fn add\b", ["/app/sample.h", "--no-rustfmt-bindings"]);
    }

    private TestProject Prepare(string name, string projectFile)
    {
        Require.That(File.ReadAllText("/etc/os-release").Contains("VERSION_CODENAME=bookworm", StringComparison.Ordinal),
            "the applications are Debian 12's");
        return RealApplication.Prepare(name, projectFile).FromDebian(hello.Cache);
    }

    private static void Build(TestProject project)
    {
        // Old crates of Debian cause warnings. cargo hides those of dependencies.
        project.Build().Succeeded();
        RealApplication.AssertCompiled(project);
        ReportCheck.AssertComplete(project);
        Provenance.AssertFromPackages(project);
    }

    private void AssertRuns(TestProject project, string output, string[] arguments, string network = "none")
    {
        foreach (var engine in Engines)
        {
            var result = engine.Run(Assert.Single(engine.Load(project.Archive())), arguments, network);
            Assert.True(result.ExitCode == 0, result.StandardOutput + result.StandardError);
            Assert.Matches(output, result.StandardOutput);
        }
    }
}
