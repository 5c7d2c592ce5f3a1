using static RustImage.FunctionalTests.Mutations.Change;
using static RustImage.FunctionalTests.Mutations.Mutation;

namespace RustImage.FunctionalTests.Mutations;

/// <summary>A row for each item and metadata of docs/items.md, and for each way to add or remove an item.</summary>
internal static class ItemRows
{
    /// <summary>Names without a row, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> TakeNoPart { get; } = new Dictionary<string, string>
    {
        ["GeneratedContainer"] = "A build sets it: tested in PublishTests.",
        ["GeneratedContainer.Manifest"] = "A build sets it: tested in PublishTests.",
        ["GeneratedContainer.Configuration"] = "A build sets it: tested in PublishTests.",
        ["GeneratedContainer.ManifestDigest"] = "A build sets it: tested in PublishTests.",
        ["GeneratedContainer.ManifestMediaType"] = "A build sets it: tested in PublishTests.",
        ["GeneratedContainerPlatform"] = "A build sets it: tested in MultiPlatformTests.",
        ["GeneratedContainerPlatform.Manifest"] = "A build sets it: tested in MultiPlatformTests.",
        ["GeneratedContainerPlatform.Configuration"] = "A build sets it: tested in MultiPlatformTests.",
        ["GeneratedContainerPlatform.ManifestDigest"] = "A build sets it: tested in MultiPlatformTests.",
        ["GeneratedContainerPlatform.ManifestMediaType"] = "A build sets it: tested in MultiPlatformTests.",
        ["GeneratedContainerName"] = "A build sets it: tested in PublishTests.",
        ["GeneratedContainerReference"] = "A push sets it: tested in PublishTests and ResolveTests.",
        ["GeneratedContainerReference.Project"] = "A push sets it: tested in PublishTests and ResolveTests.",
        ["GeneratedContainerReference.ProjectFile"] = "A push sets it: tested in PublishTests and ResolveTests.",
        ["GeneratedContainerReference.Binary"] = "A push sets it: tested in ManyImagesTests.",
        ["GeneratedContainerReference.Registry"] = "A push sets it: tested in PublishTests and ResolveTests.",
        ["GeneratedContainerReference.Repository"] = "A push sets it: tested in PublishTests and ResolveTests.",
        ["GeneratedContainerReference.Digest"] = "A push sets it: tested in PublishTests and ResolveTests.",
        ["GeneratedContainerReference.Tags"] = "A push sets it: tested in PublishTests and ResolveTests.",
    };

    public static IReadOnlyList<Mutation> All { get; } =
    [
        .. Files(), .. Packages(),
        .. Valued("ContainerEnvironmentVariable", "RUST_LOG"), .. Valued("ContainerLabel", "org.example.team"),
        .. Valued("ContainerAnnotation", "org.example.note"),
        .. Container(),
    ];

    private static IEnumerable<Mutation> Files() =>
    [
        Item("RustImageFile added", """<RustImageFile Include="deployment.yml" />""", NewDigest),
        Item("RustImageFile removed", """<RustImageFile Remove="assets/c.txt" />""", NewDigest),
        Item("RustImageFile.TargetPath", """<RustImageFile Update="note.txt" TargetPath="/srv/note.txt" />""", NewDigest),
        Item("RustImageFile.Mode", """<RustImageFile Update="entry.sh" Mode="0700" />""", NewDigest),
        Item("RustImageFile.Owner", """<RustImageFile Update="entry.sh" Owner="1234:5678" />""", NewDigest),
        Item("RustImageFile.Optional", """<RustImageFile Update="note.txt" Optional="true" />""", Nothing),
        Item("RustImageLink added", """<RustImageLink Include="/usr/bin/other" LinkTarget="greet" />""", NewDigest),
        Item("RustImageLink removed", """<RustImageLink Remove="/usr/bin/greet" />""", NewDigest),
        Item("RustImageLink.LinkTarget", """<RustImageLink Update="/usr/bin/greet" LinkTarget="/app/greeter" />""", NewDigest),
        Item("RustImageLink.Optional", """<RustImageLink Update="/usr/bin/greet" Optional="true" />""", Nothing),
        Item("RustImageDirectory added", """<RustImageDirectory Include="/var/lib/other" />""", NewDigest),
        Item("RustImageDirectory removed", """<RustImageDirectory Remove="/var/lib/greeter" />""", NewDigest),
        Item("RustImageDirectory.Mode", """<RustImageDirectory Update="/var/lib/greeter" Mode="0755" />""", NewDigest),
        Item("RustImageDirectory.Owner", """<RustImageDirectory Update="/var/lib/greeter" Owner="root" />""", NewDigest),
    ];

    private static IEnumerable<Mutation> Packages() =>
    [
        Item("ImagePackage added", """<ImagePackage Include="base-files" Files="/usr/share/base-files/*" />""", NewDigest),
        Item("ImagePackage removed", """<ImagePackage Remove="tzdata" />""", NewDigest),
        Item("ImagePackage.Files", """<ImagePackage Update="tzdata" Files="/usr/share/zoneinfo/Asia/*" />""", NewDigest),
        Item("ImageCertificate added", """<ImageCertificate Include="second.pem" />""", NewDigest),
        Item("ImageCertificate removed", """<ImageCertificate Remove="company.pem" />""", NewDigest),
    ];

    private static IEnumerable<Mutation> Valued(string item, string key) =>
    [
        Item($"{item} added", $"<{item} Include=\"org.example.added\" Value=\"1\" />", NewDigest),
        Item($"{item} removed", $"<{item} Remove=\"{key}\" />", NewDigest),
        Item($"{item}.Value", $"<{item} Update=\"{key}\" Value=\"mutated\" />", NewDigest),
    ];

    private static IEnumerable<Mutation> Container() =>
    [
        Item("ContainerAnnotation.Level", """<ContainerAnnotation Update="org.example.note" Level="index" />""", NewDigest),
        Item("ContainerPort added", """<ContainerPort Include="53/udp" />""", NewDigest),
        Item("ContainerPort removed", """<ContainerPort Remove="8080" />""", NewDigest),
        Item("ContainerPort.Type", """<ContainerPort Update="8080" Type="tcp" />""", NewDigest),
        Item("ContainerVolume", """<ContainerVolume Include="/var/cache/greeter" />""", NewDigest),
        Item("ContainerHealthCheck", """<ContainerHealthCheck Include="--again" />""", NewDigest),
        Item("ContainerHealthCheck removed", """<ContainerHealthCheck Remove="--check" />""", NewDigest),
        Item("ContainerAppCommandArgs", """<ContainerAppCommandArgs Include="--mutated" />""", NewDigest),
        Item("ContainerDefaultArgs", """<ContainerDefaultArgs Include="--mutated" />""", NewDigest),
        Item("ContainerAppCommand", """<ContainerAppCommand Include="mutated" />""", NewDigest),
        Item("ContainerEntrypoint", """<ContainerEntrypoint Include="mutated" />""", NewDigest),
        Item("ContainerEntrypointArgs", """<ContainerEntrypointArgs Include="--mutated" />""", NewDigest),
        Item("ImageReferenceFile", """<ImageReferenceFile Include="other.yml" />""", Nothing),
    ];
}
