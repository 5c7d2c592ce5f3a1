using RustImage.CargoSettings;

namespace RustImage.FunctionalTests.Samples;

/// <summary>The sample <c>hello</c> with every setting, in Cargo.toml or in the project file.</summary>
internal static class SettingsSample
{
    /// <param name="mirrors">The addresses of the archive, its security updates and its snapshots, and the path of a keyring.</param>
    public static string Table(string suite, (string Main, string Security, string Snapshots, string Keyring) mirrors) => $$"""

        [package.metadata.rustimage]
        profile = "dist"
        features = ["fancy", "plain"]
        default-features = false
        all-features = true
        platform = "linux-x64"
        target = "x86_64-unknown-linux-gnu"
        cargo-arguments = ["--jobs", "2"]
        strip = false
        untracked-sources = "ignore"
        registry = "localhost:5000"
        repository = ["team/a", "team/b"]
        tags = ["1", "2"]
        base-image = "oci:base:1"
        user = 1000
        working-directory = "/srv"
        stop-signal = "SIGINT"
        compression-level = "fast"
        args = ["--one", "a;b $(Configuration) %41 @(x)"]
        default-args = ["--two", "*"]
        app-command = ["/app/hello", "--app"]
        app-command-instruction = "default-args"
        entrypoint = ["/app/hello"]
        entrypoint-args = ["--entry"]
        env = { RUST_LOG = "info;%20", PORT = 8080, DEBUG = true }
        ports = [8080, "53/udp"]
        volumes = ["/var/lib/hello"]
        labels = { "org.example.a" = "1;2 $(x)", "org.example.b" = "" }
        generate-labels = false
        metadata-file = "none"
        keep-created-label = true
        publish-repository-url = true
        library-source = "debian"
        suite = "{{suite}}"
        components = ["main"]
        mirror = "{{mirrors.Main}}"
        security-mirror = ["{{mirrors.Security}}"]
        snapshot-mirror = "{{mirrors.Snapshots}}"
        keyring = "{{mirrors.Keyring}}"
        lock-file = "locks/hello.json"
        certificates = true
        certificate-files = ["own-ca.pem"]
        insecure-registries = ["localhost:5000", "127.0.0.1:5001"]
        registry-certificate = "own-ca.pem"
        packages = ["tzdata", { name = "base-files", files = ["/etc/issue", "/etc/host.conf"] }]

        [package.metadata.rustimage.annotations]
        "org.example.c" = "3"
        "org.example.d" = { value = "4", level = "index" }

        [package.metadata.rustimage.health-check]
        command = ["/app/hello", "--check"]
        interval = "10s"
        timeout = "2s"
        start-period = "3s"
        start-interval = "4s"
        retries = 5

        [[package.metadata.rustimage.files]]
        include = ["etc/**", "hello.proj"]
        target = "/etc/hello/"
        mode = "0640"
        owner = "1000:0"
        optional = true

        [[package.metadata.rustimage.links]]
        path = "/usr/bin/greet"
        target = "../../app/hello"
        optional = true

        [[package.metadata.rustimage.directories]]
        path = "/var/lib/hello"
        mode = "0700"
        owner = "1000"
        """;

    public static string ProjectFile(string suite, (string Main, string Security, string Snapshots, string Keyring) mirrors) => $"""
        <Project Sdk="RustImage.Sdk/0.1.0">
          <PropertyGroup>
            <CargoProfile>dist</CargoProfile>
            <CargoFeatures>fancy;plain</CargoFeatures>
            <CargoNoDefaultFeatures>true</CargoNoDefaultFeatures>
            <CargoAllFeatures>true</CargoAllFeatures>
            <ContainerRuntimeIdentifier>linux-x64</ContainerRuntimeIdentifier>
            <CargoTarget>x86_64-unknown-linux-gnu</CargoTarget>
            <CargoBuildArguments>--jobs;2</CargoBuildArguments>
            <RustImageStrip>false</RustImageStrip>
            <RustImageUntrackedSources>ignore</RustImageUntrackedSources>
            <ContainerRegistry>localhost:5000</ContainerRegistry>
            <ContainerRepository>team/a;team/b</ContainerRepository>
            <ContainerImageTags>1;2</ContainerImageTags>
            <ContainerBaseImage>oci:base:1</ContainerBaseImage>
            <ContainerUser>1000</ContainerUser>
            <ContainerWorkingDirectory>/srv</ContainerWorkingDirectory>
            <ContainerStopSignal>SIGINT</ContainerStopSignal>
            <RustImageCompressionLevel>fast</RustImageCompressionLevel>
            <ContainerAppCommandInstruction>DefaultArgs</ContainerAppCommandInstruction>
            <ContainerHealthCheckInterval>10s</ContainerHealthCheckInterval>
            <ContainerHealthCheckTimeout>2s</ContainerHealthCheckTimeout>
            <ContainerHealthCheckStartPeriod>3s</ContainerHealthCheckStartPeriod>
            <ContainerHealthCheckStartInterval>4s</ContainerHealthCheckStartInterval>
            <ContainerHealthCheckRetries>5</ContainerHealthCheckRetries>
            <ContainerGenerateLabels>false</ContainerGenerateLabels>
            <ContainerMetadataFile>none</ContainerMetadataFile>
            <RustImageKeepCreatedLabel>true</RustImageKeepCreatedLabel>
            <PublishRepositoryUrl>true</PublishRepositoryUrl>
            <RustImageLibrarySource>Debian</RustImageLibrarySource>
            <DebianSuite>{suite}</DebianSuite>
            <DebianComponents>main</DebianComponents>
            <DebianMirror>{mirrors.Main}</DebianMirror>
            <DebianSecurityMirror>{mirrors.Security}</DebianSecurityMirror>
            <DebianSnapshotMirror>{mirrors.Snapshots}</DebianSnapshotMirror>
            <DebianKeyring>{mirrors.Keyring}</DebianKeyring>
            <RustImageLockFile>locks/hello.json</RustImageLockFile>
            <RustImageCertificates>true</RustImageCertificates>
            <ContainerInsecureRegistries>localhost:5000;127.0.0.1:5001</ContainerInsecureRegistries>
            <ContainerRegistryCertificate>own-ca.pem</ContainerRegistryCertificate>
          </PropertyGroup>
          <ItemGroup>
            <ContainerAppCommandArgs Include="--one;a%3Bb %24(Configuration) %2541 %40(x)" />
            <ContainerDefaultArgs Include="--two;%2A" />
            <ContainerAppCommand Include="/app/hello;--app" />
            <ContainerEntrypoint Include="/app/hello" />
            <ContainerEntrypointArgs Include="--entry" />
            <ContainerEnvironmentVariable Include="RUST_LOG" Value="info%3B%2520" />
            <ContainerEnvironmentVariable Include="PORT" Value="8080" />
            <ContainerEnvironmentVariable Include="DEBUG" Value="true" />
            <ContainerPort Include="8080;53/udp" />
            <ContainerVolume Include="/var/lib/hello" />
            <ContainerHealthCheck Include="/app/hello;--check" />
            <ContainerLabel Include="org.example.a" Value="1%3B2 %24(x)" />
            <ContainerLabel Include="org.example.b" Value="" />
            <ContainerAnnotation Include="org.example.c" Value="3" />
            <ContainerAnnotation Include="org.example.d" Value="4" Level="index" />
            <RustImageFile Include="etc/**;hello.proj" TargetPath="/etc/hello/" Mode="0640" Owner="1000:0" Optional="true" />
            <RustImageLink Include="/usr/bin/greet" LinkTarget="../../app/hello" Optional="true" />
            <RustImageDirectory Include="/var/lib/hello" Mode="0700" Owner="1000" />
            <ImagePackage Include="tzdata" />
            <ImagePackage Include="base-files" Files="/etc/issue;/etc/host.conf" />
            <ImageCertificate Include="own-ca.pem" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>A target that writes the value of every property and item that a setting sets, as the steps of a build get it.</summary>
    public static string Recorder()
    {
        var lines = SettingTable.All.Select(s => !s.IsItem
            ? $"<Seen Include=\"{s.Name}=$([MSBuild]::Escape('$({s.Name})'))\" />"
            : $"<Seen Include=\"@({s.Name}->'{s.Name}=%(Identity)|{string.Concat(Metadata(s).Select(m => $"{m}=%({m})|"))}')\" />");
        return $"""
            <Project>
              <Target Name="Record" AfterTargets="CargoBuild">
                <ItemGroup>
                  {string.Join("\n      ", lines)}
                </ItemGroup>
                <WriteLinesToFile File="$(MSBuildProjectDirectory)/seen.txt" Lines="@(Seen)" Overwrite="true" />
              </Target>
            </Project>
            """;
    }

    private static IEnumerable<string> Metadata(Setting setting) =>
        setting.Fields.Select(f => f.Name).Where(n => n.Length > 0).Append("Value").Distinct();
}
