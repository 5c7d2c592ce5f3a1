using Microsoft.Build.Framework;
using RustImage.Outputs.Registries;
using RustImage.Registry;

namespace RustImage.Tasks;

/// <summary>Fails where a registry does not answer or does not let this machine push, before cargo compiles.</summary>
public sealed class CheckRegistries : RustImageTask
{
    /// <summary>What the build server says of the image.</summary>
    [Required]
    public string MetadataState { get; set; } = "";

    /// <summary>ContainerRegistry, which may be empty where the metadata names registries.</summary>
    public string[] Registries { get; set; } = [];

    [Required]
    public string[] Repositories { get; set; } = [];

    [Required]
    public string[] ImageTags { get; set; } = [];

    /// <inheritdoc cref="PushImage.InsecureRegistries"/>
    public string[] InsecureRegistries { get; set; } = [];

    /// <inheritdoc cref="PushImage.CertificateFile"/>
    public string CertificateFile { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var references = StepState.Read(MetadataState, StepJson.Readable.CollectedMetadata)
            .ReferencesOr(List(Registries), List(Repositories), List(ImageTags));
        var settings = new RegistrySettings
        {
            WorkingDirectory = ProjectDirectory,
            InsecureRegistries = List(InsecureRegistries),
            CertificateFile = OrNull(CertificateFile),
        };
        return RegistryOutput.CheckAccessAsync(settings, references, cancellation);
    }
}
