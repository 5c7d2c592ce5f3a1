using Microsoft.Build.Framework;
using RustImage.Closure;
using RustImage.Images;
using RustImage.Layers;

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
        var built = StepState.Read(LayersState, StepJson.Readable.ImageLayers);
        var (layers, hasCertificates, accounts) = built;
        var read = ReadSettings(hasCertificates, accounts);
        foreach (var warning in read.Warnings)
            LogWarning(warning);
        CheckMissingFiles(built, read);
        var image = Image.Create(read.References, read.Settings, layers, read.Base);
        StepOf(ConfigState).Keep(new ConfiguredImage(image, read.Annotations), StepJson.Readable.ConfiguredImage);
        Names = [.. image.Names];
        return Task.CompletedTask;
    }

    /// <summary>In every build: no earlier step knows volumes and PATH.</summary>
    private void CheckMissingFiles(ImageLayers layers, CollectedSettings read)
    {
        var path = read.Settings.Environment.First(v => v.Key == "PATH").Value;
        var found = new MissingFileCheck([.. read.BaseVolumes, .. read.Settings.Volumes], path).Run(layers);
        foreach (var notice in found.Notices)
            LogNotice(notice.Diagnostic, notice.Severity == Severity.Warning);
        found.ThrowIfAny();
    }
}
