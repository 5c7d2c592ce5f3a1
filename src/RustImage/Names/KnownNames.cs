namespace RustImage.Names;

/// <summary>
/// The names that a project may set, from which <see cref="UnknownNames"/> recognises a wrong one. Tests compare them with
/// docs/properties.md, docs/items.md and docs/dotnet-names.md.
/// </summary>
internal static class KnownNames
{
    /// <summary>The properties of docs/properties.md.</summary>
    public static IReadOnlyList<string> Own { get; } =
    [
        "CargoManifest", "CargoPackage", "CargoBin", "CargoBins", "ContainerPublishInParallel", "CargoProfile",
        "CargoFeatures", "CargoNoDefaultFeatures", "CargoAllFeatures", "CargoTarget", "CargoLocked", "CargoBuildArguments",
        "CargoPath", "CargoTargetDirectory", "RustImageStrip", "RustImageUntrackedSources", "ContainerRuntimeIdentifier",
        "ContainerRuntimeIdentifiers", "ContainerImageFormat", "ContainerRepository", "ContainerImageName",
        "ContainerRegistry", "ContainerImageTag", "ContainerImageTags", "ContainerBaseImage", "ContainerUser",
        "ContainerStopSignal", "ContainerWorkingDirectory", "ContainerArchiveOutputPath", "RustImageLayoutPath",
        "RustImageCompressionLevel", "RustImageCacheDirectory", "RustImageCacheAge", "RustImageCacheSize",
        "ContainerHealthCheckInterval", "ContainerHealthCheckTimeout", "ContainerHealthCheckStartPeriod",
        "ContainerHealthCheckStartInterval", "ContainerHealthCheckRetries", "ContainerAppCommandInstruction",
        "ContainerTitle", "ContainerDescription", "ContainerAuthors", "ContainerVendor", "ContainerVersion",
        "ContainerInformationUrl", "ContainerDocumentationUrl", "ContainerLicenseExpression", "ContainerGenerateLabels",
        "ContainerGenerateLabelsImageTitle", "ContainerGenerateLabelsImageDescription",
        "ContainerGenerateLabelsImageAuthors", "ContainerGenerateLabelsImageVendor", "ContainerGenerateLabelsImageVersion",
        "ContainerGenerateLabelsImageUrl", "ContainerGenerateLabelsImageDocumentation",
        "ContainerGenerateLabelsImageLicenses", "ContainerGenerateLabelsImageSource", "ContainerGenerateLabelsImageRevision",
        "ContainerGenerateLabelsImageCreated", "ContainerGenerateLabelsImageBaseName",
        "ContainerGenerateLabelsImageBaseDigest", "ContainerMetadataFile", "RustImageKeepCreatedLabel",
        "PublishRepositoryUrl", "ContainerInsecureRegistries", "ContainerRegistryCertificate", "RustImageResolvedDirectory",
        "RustImageLibrarySource", "RustImageLockFile", "RustImageLocked", "DebianSuite", "DebianComponents", "DebianMirror",
        "DebianSecurityMirror", "DebianSnapshotMirror", "DebianKeyring", "RustImageCertificates", "LocalRegistry",
        "RustImageRunArguments", "RustImageExplain", "GeneratedArchiveOutputPath", "GeneratedLayoutPath",
        "GeneratedContainerDigest", "GeneratedContainerMediaType", "GeneratedContainerManifest",
        "GeneratedContainerConfiguration", "GeneratedImageIndex", "CustomBeforeRustImage", "CustomAfterRustImage",
        "BeforeRustImageDependsOn", "AfterRustImageDependsOn",
    ];

    /// <summary>The other properties of docs/dotnet-names.md.</summary>
    public static IReadOnlyList<string> OfDotnet { get; } =
    [
        "ContainerFamily", "EnableSdkContainerSupport", "IsPublishable", "Description", "Authors", "PackageProjectUrl",
        "PackageLicenseExpression", "Title", "PackageVersion", "ContainerGenerateLabelsDotnetToolset",
        "PublishContainerDependsOn",
    ];

    public static IReadOnlyList<string> Properties { get; } = [.. Own, .. OfDotnet];

    /// <summary>The items of docs/items.md that a project adds, with their metadata.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Items { get; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["RustImageFile"] = ["TargetPath", "Mode", "Owner", "Optional"],
            ["RustImageLink"] = ["LinkTarget", "Optional"],
            ["RustImageDirectory"] = ["Mode", "Owner"],
            ["ImagePackage"] = ["Files"],
            ["ImageCertificate"] = [],
            ["ContainerEnvironmentVariable"] = ["Value"],
            ["ContainerLabel"] = ["Value"],
            ["ContainerAnnotation"] = ["Value", "Level"],
            ["ContainerPort"] = ["Type"],
            ["ContainerVolume"] = [],
            ["ContainerHealthCheck"] = [],
            ["ContainerAppCommandArgs"] = [],
            ["ContainerDefaultArgs"] = [],
            ["ContainerAppCommand"] = [],
            ["ContainerEntrypoint"] = [],
            ["ContainerEntrypointArgs"] = [],
            ["ImageReferenceFile"] = [],
        };

    /// <summary>Names that other properties and items of the .NET SDK have, and that look like one of ours. A test finds them.</summary>
    public static IReadOnlySet<string> OfOthers { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "ContainerEnvironmentVariables",
    };

    /// <summary>Metadata that editors and the .NET SDK give to any item.</summary>
    public static IReadOnlySet<string> CommonMetadata { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "CopyToOutputDirectory", "CopyToPublishDirectory", "CustomToolNamespace", "DependentUpon", "ExcludeFromSingleFile", "Generator",
        "LastGenOutput", "Link", "LinkBase", "Pack", "PackagePath", "SubType", "Visible",
    };
}
