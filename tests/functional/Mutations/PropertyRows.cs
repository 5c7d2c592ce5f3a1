using System.Runtime.InteropServices;
using RustImage.FunctionalTests.Harness;
using static RustImage.FunctionalTests.Mutations.Change;
using static RustImage.FunctionalTests.Mutations.Mutation;

namespace RustImage.FunctionalTests.Mutations;

/// <summary>A row for each property of docs/properties.md.</summary>
internal static class PropertyRows
{
    /// <summary>Names without a row, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> TakeNoPart { get; } = new Dictionary<string, string>
    {
        ["GeneratedArchiveOutputPath"] = "A build sets it: tested in DotnetNamesTests.",
        ["GeneratedLayoutPath"] = "A build sets it: tested in LayoutTests.",
        ["GeneratedContainerDigest"] = "A build sets it: tested in PublishTests.",
        ["GeneratedContainerMediaType"] = "A build sets it: tested in PublishTests.",
        ["GeneratedContainerManifest"] = "A build sets it: tested in PublishTests.",
        ["GeneratedContainerConfiguration"] = "A build sets it: tested in PublishTests.",
        ["GeneratedImageIndex"] = "A build sets it: tested in MultiPlatformTests.",
    };

    public static IReadOnlyList<Mutation> All { get; } = [.. Cargo(), .. Image(), .. Start(), .. Labels(), .. Libraries(), .. Others()];

    public static Platform Machine =>
        Platform.FromRuntimeIdentifier($"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}")!;

    private static IEnumerable<Mutation> Cargo() =>
    [
        // The output stays where it is. By default it would lie beside the other manifest.
        new("CargoManifest", NewDigest)
        {
            Covers = ["CargoManifest"],
            Project = $"""
                <PropertyGroup>
                  <CargoManifest>other/Cargo.toml</CargoManifest>
                  <BaseOutputPath>{TestProject.Bin}/</BaseOutputPath>
                  <BaseIntermediateOutputPath>{TestProject.Obj}/</BaseIntermediateOutputPath>
                </PropertyGroup>
                """,
        },
        Property("CargoPackage", "other", NewDigest),
        Property("CargoBin", "second", NewDigest),
        Property("CargoBins", "greeter;second", NewDigest),
        Property("ContainerPublishInParallel", "false", Nothing),
        Property("CargoProfile", "dev", NewDigest),
        Property("CargoFeatures", "loud", NewDigest),
        Property("CargoNoDefaultFeatures", "true", NewDigest),
        Property("CargoAllFeatures", "true", NewDigest),
        Property("CargoTarget", Machine.DefaultTriple, Nothing),
        Property("CargoLocked", "true", Nothing),
        Property("CargoBuildArguments", "--config;profile.release.opt-level=0", NewDigest),
        Property("CargoPath", Require.Tool("cargo", "cargo"), Nothing),
        Property("CargoTargetDirectory", "$(BaseIntermediateOutputPath)elsewhere/", Nothing),
        Property("RustImageStrip", "false", NewDigest),
        Property("RustImageUntrackedSources", "ignore", Nothing),
    ];

    private static IEnumerable<Mutation> Image() =>
    [
        Property("RustImageCacheAge", "30d", Nothing),
        Property("RustImageCacheSize", "5GB", Nothing),
        Property("ContainerRuntimeIdentifier", Machine.RuntimeIdentifier, Nothing),
        Property("ContainerRuntimeIdentifiers", Machine.RuntimeIdentifier, Nothing),
        Property("ContainerImageFormat", "OCI", Nothing),
        Property("ContainerRepository", "team/other", NewArchive),
        Property("ContainerImageName", "old-name", NewArchive),
        Property("ContainerRegistry", "registry.example.org", NewArchive),
        Property("ContainerImageTag", "9", NewArchive),
        Property("ContainerImageTags", "8;9", NewArchive),
        Property("ContainerBaseImage", "oci-archive:base2.tar", NewDigest),
        Property("ContainerUser", "1234:5678", NewDigest),
        Property("ContainerStopSignal", "SIGQUIT", NewDigest),
        Property("ContainerWorkingDirectory", "/elsewhere", NewDigest),
        Property("ContainerArchiveOutputPath", "$(BaseOutputPath)elsewhere.tar", Nothing),
        Property("RustImageLayoutPath", "$(BaseOutputPath)layout", Nothing),
        Property("RustImageCompressionLevel", "small", NewDigest),
        Property("RustImageCacheDirectory", "$(BaseIntermediateOutputPath)cache", Nothing),
        Property("ContainerHealthCheckInterval", "1m30s", NewDigest),
        Property("ContainerHealthCheckTimeout", "500ms", NewDigest),
        Property("ContainerHealthCheckStartPeriod", "2s", NewDigest),
        Property("ContainerHealthCheckStartInterval", "3s", NewDigest),
        Property("ContainerHealthCheckRetries", "4", NewDigest),
    ];

    private static IEnumerable<Mutation> Start() =>
    [
        Property("ContainerAppCommandInstruction", "None", NewDigest) with
        {
            Given = Item("no command", """<ContainerAppCommand Remove="/app/greeter" /><ContainerAppCommandArgs Remove="--always" />""",
                NewDigest),
        },
    ];

    private static IEnumerable<Mutation> Labels() =>
    [
        .. new[] { "Title", "Description", "Authors", "Vendor", "Version", "InformationUrl", "DocumentationUrl", "LicenseExpression" }
            .Select(name => Property($"Container{name}", "mutated", NewDigest)),
        Property("ContainerGenerateLabels", "false", NewDigest),
        .. new[] { "Title", "Description", "Authors", "Vendor", "Version", "Url", "Documentation", "Licenses", "Source", "Revision",
            "BaseName", "BaseDigest" }
            .Select(name => Property($"ContainerGenerateLabelsImage{name}", "false", NewDigest)),
        // The time is in the configuration, which has it even without labels.
        Property("ContainerGenerateLabelsImageCreated", "false", Nothing),
        Property("ContainerMetadataFile", "none", NewDigest),
        Property("RustImageKeepCreatedLabel", "true", NewDigest),
        Property("PublishRepositoryUrl", "false", NewDigest),
    ];

    private static IEnumerable<Mutation> Libraries() =>
    [
        Property("RustImageLibrarySource", "Host", NewDigest) with
        {
            Given = Item("no package", """<ImagePackage Remove="tzdata" />""", NewDigest),
        },
        Property("RustImageLockFile", "$(MSBuildProjectDirectory)/./rustimage.lock.json", Nothing),
        Property("RustImageLocked", "true", Nothing),
        // Locked packages do not change.
        Property("DebianSuite", "$(LockedSuite)", Nothing),
        Property("DebianComponents", "main contrib", Nothing),
        Property("DebianMirror", "http://127.0.0.1:9/", Nothing),
        Property("DebianSecurityMirror", "none", Nothing),
        Property("DebianSnapshotMirror", "http://127.0.0.1:9/", Nothing),
        Property("DebianKeyring", "note.txt", Nothing),
        Property("RustImageCertificates", "false", NewDigest),
    ];

    private static IEnumerable<Mutation> Others() =>
    [
        // Properties of pushes, runs and questions.
        Property("ContainerInsecureRegistries", "registry.example.org", Nothing),
        Property("ContainerRegistryCertificate", "company.pem", Nothing),
        Property("RustImageResolvedDirectory", "resolved/", Nothing),
        Property("LocalRegistry", "Podman", Nothing),
        Property("RustImageRunArguments", "-p 8080:8080", Nothing),
        Property("RustImageExplain", "libc", Nothing),
        Property("CustomBeforeRustImage", "$(MSBuildProjectDirectory)/hook.targets", NewDigest),
        Property("CustomAfterRustImage", "$(MSBuildProjectDirectory)/hook.targets", NewDigest),
        Property("BeforeRustImageDependsOn", "MutateLabel", NewDigest) with { Project = Hook("BeforeRustImageDependsOn") },
        Property("AfterRustImageDependsOn", "MutateLabel", Nothing) with { Project = Hook("AfterRustImageDependsOn") },
    ];

    private static string Hook(string property) => $"""
        <PropertyGroup><{property}>MutateLabel</{property}></PropertyGroup>
        <Target Name="MutateLabel"><ItemGroup><ContainerLabel Include="org.example.hook" Value="1" /></ItemGroup></Target>
        """;
}
