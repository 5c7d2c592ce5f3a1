using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RustImage.CargoSettings;
using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;
using RustImage.FunctionalTests.Packages;
using RustImage.FunctionalTests.Samples;
using RustImage.Toml;

namespace RustImage.FunctionalTests.Tests;

/// <summary>Settings in Cargo.toml have the same effect as those of a project file.</summary>
public sealed class CargoSettingsTests(LockedHello hello)
{
    private const string OneLine = """<Project Sdk="RustImage.Sdk/0.1.0" />""";

    private const string Cargo = "\n[features]\nfancy = []\nplain = []\n\n[profile.dist]\ninherits = \"release\"\nopt-level = 1\n";

    [Fact]
    public void A_project_with_every_key_in_Cargo_toml_makes_the_image_of_its_twin_in_XML()
    {
        using var archive = new LocalArchive(hello.Project);
        using var toml = TestProject.Hello();
        archive.Serve(toml);
        var mirrors = (Take("DebianMirror"), Take("DebianSecurityMirror"), FaultyServer.UnusedAddress().ToString(), Take("DebianKeyring"));
        var table = SettingsSample.Table(archive.Suite, mirrors);
        Assert.Equal(
            SettingTable.All.SelectMany(KeysOf).Order(StringComparer.Ordinal),
            KeysIn((TomlTable)((TomlTable)TomlReader.Parse(table, "table").Table("package")!["metadata"]!)["rustimage"]!)
                .Distinct().Order(StringComparer.Ordinal));
        using var xml = TestProject.Hello().FromDebian();
        // A base image has the time at which it was made, so both get the same one.
        BaseSample.Create(toml.Directory, $"oci:{toml["base"]}:1", [BaseSample.LibC, BaseSample.LibGcc]);
        Tool.Capture("cp", "-R", toml["base"], xml["base"]);
        foreach (var project in new[] { toml, xml })
        {
            project.Write("etc/a.conf", "a");
            project.Write("etc/sub/b.conf", "b");
            project.Write("Directory.Build.targets", SettingsSample.Recorder());
            project.Write("own-ca.pem", OwnCertificate);
        }
        toml.Write("Cargo.toml", File.ReadAllText(toml["Cargo.toml"]) + Cargo + table);
        xml.Write("Cargo.toml", File.ReadAllText(xml["Cargo.toml"]) + Cargo);
        toml.Write("main.proj", OneLine);
        xml.Write("main.proj", SettingsSample.ProjectFile(archive.Suite, mirrors));

        toml.Build("main.proj").Succeeded();
        xml.Build("main.proj").Succeeded();

        Assert.Equal(File.ReadAllText(xml["seen.txt"]), File.ReadAllText(toml["seen.txt"]));
        Assert.Equal(File.ReadAllBytes(xml.Archive()), File.ReadAllBytes(toml.Archive()));

        string Take(string name)
        {
            var value = toml.Environment[name]!;
            toml.Environment[name] = null;
            return value;
        }
    }

    [Fact]
    public void A_changed_table_changes_the_image_and_an_unchanged_one_nothing()
    {
        using var project = TestProject.Hello();
        var manifest = File.ReadAllText(project["Cargo.toml"]);
        project.Write("Cargo.toml", manifest + "[package.metadata.rustimage]\nfiles = [{ include = 'hello.proj', target = '/a' }]\n");
        project.Build().SucceededWithoutWarning();
        var again = project.Build().SucceededWithoutWarning();
        Assert.DoesNotContain(again.Log, l => l.Contains(" runs: ", StringComparison.Ordinal));

        project.Write("Cargo.toml", manifest + "[package.metadata.rustimage]\nfiles = [{ include = 'hello.proj', target = '/b' }]\n");
        project.Build().SucceededWithoutWarning();

        var paths = ImageArchive.Read(project.Archive()).Files.Select(f => f.Path).ToList();
        Assert.Contains("/b", paths);
        Assert.DoesNotContain("/a", paths);
    }

    [Fact]
    public void The_stronger_source_of_a_value_wins()
    {
        using var project = TestProject.Hello();
        project.Write("Cargo.toml", File.ReadAllText(project["Cargo.toml"]) + """
            [package.metadata.rustimage]
            tags = ["package"]
            stop-signal = "SIGUSR1"
            working-directory = "/package"
            compression-level = "small"
            env = { A = "package", B = "package" }
            ports = [1, 2]

            [workspace]

            [workspace.metadata.rustimage]
            tags = ["workspace"]
            user = "7"
            env = { B = "workspace", C = "workspace" }
            """);
        project.Write("hello.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <PropertyGroup><ContainerStopSignal>SIGUSR2</ContainerStopSignal></PropertyGroup>
              <ItemGroup>
                <ContainerPort Include="3" />
                <ContainerEnvironmentVariable Include="A" Value="project" />
              </ItemGroup>
            </Project>
            """);
        project.Write("Directory.Build.targets", SettingsSample.Recorder());

        project.Build("-p:ContainerWorkingDirectory=/app").SucceededWithoutWarning();

        var seen = File.ReadAllLines(project["seen.txt"]);
        Assert.Equal(
            ["ContainerImageTags=package", "ContainerUser=7", "ContainerWorkingDirectory=/app", "ContainerStopSignal=SIGUSR2",
                "RustImageCompressionLevel=small", "ContainerEnvironmentVariable=A|Value=project|",
                "ContainerEnvironmentVariable=B|Value=package|", "ContainerEnvironmentVariable=C|Value=workspace|",
                "ContainerPort=3|Value=|"],
            seen.Where(l => l.Split('=')[0] is "ContainerImageTags" or "ContainerUser" or "ContainerWorkingDirectory"
                or "ContainerStopSignal" or "RustImageCompressionLevel" or "ContainerEnvironmentVariable" or "ContainerPort"));
    }

    [Fact]
    public void Several_binaries_share_what_cargo_gets_and_have_images_of_their_own()
    {
        using var shop = new ShopSample();
        var project = shop.Project;
        project.Write("Cargo.toml", File.ReadAllText(project["Cargo.toml"])
            + "\n[profile.dist]\ninherits = \"release\"\n[workspace.metadata.rustimage]\nprofile = \"dist\"\nuser = 5\n");
        project.Write("api/Cargo.toml", File.ReadAllText(project["api/Cargo.toml"])
            + "\n[package.metadata.rustimage]\nfiles = [{ include = 'src/main.rs', target = '/api.rs' }]\n");
        shop.WriteProject("<CargoBins>api;worker</CargoBins>");

        var result = project.Build().SucceededWithoutWarning();

        Assert.Contains("`dist` profile", string.Join('\n', result.Log), StringComparison.Ordinal);
        Assert.Contains("/api.rs", ImageArchive.Read(shop.Archive("api")).Files.Select(f => f.Path));
        Assert.DoesNotContain("/api.rs", ImageArchive.Read(shop.Archive("worker")).Files.Select(f => f.Path));
    }

    [Fact]
    public void An_unknown_key_is_an_error_at_its_line_and_column()
    {
        using var project = TestProject.Hello();
        var manifest = File.ReadAllText(project["Cargo.toml"]);
        project.Write("Cargo.toml", manifest + "[package.metadata.rustimage]\nprots = [8080]\n");

        var error = project.Build().FailedWithOneError();

        Assert.Equal(("RIMG1040", "Cargo.toml", manifest.Split('\n').Length + 1), (error.Code, Path.GetFileName(error.File), error.Line));
    }

    private static string OwnCertificate { get; } = CreateCertificate();

    private static string CreateCertificate()
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest("CN=own", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(9));
        return certificate.ExportCertificatePem() + "\n";
    }

    private static IEnumerable<string> KeysOf(Setting setting) => setting.Fields.Select(f => $"{setting.Key}.{f.Key}").Prepend(setting.Key);

    /// <returns>The keys of the table, and of the tables in it that hold items or settings.</returns>
    private static IEnumerable<string> KeysIn(TomlTable table)
    {
        foreach (var (key, value) in table.Entries)
        {
            if (SettingTable.All.FirstOrDefault(s => s.Key == key) is not { } setting)
            {
                foreach (var inner in ((TomlTable)value).Entries)
                    yield return $"{key}.{inner.Key}";
                continue;
            }
            yield return key;
            var tables = value is TomlArray array ? array.Items.OfType<TomlTable>()
                : setting.Fields.Count > 0 ? ((TomlTable)value).Entries.Select(e => e.Value).OfType<TomlTable>() : [];
            foreach (var field in tables.SelectMany(t => t.Entries))
                yield return $"{key}.{field.Key}";
        }
    }
}
