using Microsoft.Build.Framework;
using RustImage.Cargo;
using RustImage.Closure;
using RustImage.Image;

namespace RustImage.Tasks;

/// <summary>Layers, Cargo.toml and the container properties → the image's names and its configuration, which is all that a container is started from.</summary>
public sealed partial class ConfigureImage : RustImageTask
{
    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var project = StepFile.Read(ProjectStep, StepFile.Json.CargoProject);
        var (layers, hasCertificates) = StepFile.Read(LayersStep, StepFile.Json.LayersStep);
        var settings = new ImageSettings(
            Platform.FromRuntimeIdentifier(RuntimeIdentifier)!,
            await SourceTime.ReadAsync(SourceDateEpoch, Path.GetDirectoryName(project.ManifestPath)!, cancellation).ConfigureAwait(false),
            [ApplicationPath, .. AppCommandArgs.Select(a => a.ItemSpec)],
            [.. DefaultArgs.Select(a => a.ItemSpec)],
            ImageSettings.CheckUser(User),
            ImageSettings.CheckWorkingDirectory(WorkingDirectory),
            ImageSettings.WithDefaults(Pairs(EnvironmentVariables), hasCertificates ? Certificates.BundlePath : null),
            [.. Ports.Select(p => Image.Ports.Parse(p.ItemSpec, p.GetMetadata("Type")))],
            ImageLabels.Create(project, NamedValues.Collect("ContainerLabel", Pairs(Labels))))
        {
            HealthCheck = Image.HealthCheck.Create(
                [.. HealthCheck.Select(a => a.ItemSpec)],
                HealthCheckInterval, HealthCheckTimeout, HealthCheckStartPeriod, HealthCheckStartInterval, HealthCheckRetries),
            StopSignal = OrNull(StopSignal) is { } signal ? Image.StopSignal.Parse(signal) : null,
            Volumes = [.. Volumes.Select(v => Image.Volumes.Parse(v.ItemSpec))],
        };
        var references = ImageReference.CreateAll(List(Registries), List(Repositories), List(ImageTags));
        var annotations = Image.Annotations.Create([.. Annotations.Select(a => (a.ItemSpec, a.GetMetadata("Value"), a.GetMetadata("Level")))]);
        StepFile.Write(ConfigStep, new ConfigStep(references, ImageConfig.Create(settings, layers), annotations), StepFile.Json.ConfigStep);
        Names = [.. references.SelectMany(r => r.Names)];
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(IEnumerable<ITaskItem> items) =>
        items.Select(i => KeyValuePair.Create(i.ItemSpec, i.GetMetadata("Value")));
}
