using Microsoft.Build.Framework;
using RustImage.Images;

namespace RustImage.Tasks;

/// <summary>Layers, Cargo.toml and the container properties → the image's names and its configuration.</summary>
public sealed class ConfigureImage : ImageSettingsTask
{
    [Required]
    public string LayersState { get; set; } = "";

    [Required]
    public string ConfigState { get; set; } = "";

    /// <summary>Every name of the image, with registry, repository and tag.</summary>
    [Output]
    public string[] Names { get; set; } = [];

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var (layers, hasCertificates, accounts) = StepState.Read(LayersState, StepJson.Readable.ImageLayers);
        var read = ReadSettings(hasCertificates, accounts);
        foreach (var warning in read.Warnings)
            LogWarning(warning);
        var image = Image.Create(read.References, read.Settings, layers, read.Base);
        StepOf(ConfigState).Keep(new ConfiguredImage(image, read.Annotations), StepJson.Readable.ConfiguredImage);
        Names = [.. image.Names];
        return Task.CompletedTask;
    }
}
