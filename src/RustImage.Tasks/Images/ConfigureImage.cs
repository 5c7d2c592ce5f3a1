using Microsoft.Build.Framework;
using RustImage.Closure.Certificates;
using RustImage.Images;

namespace RustImage.Tasks;

/// <summary>Layers, Cargo.toml and the container properties → the image's names and its configuration.</summary>
public sealed partial class ConfigureImage : RustImageTask
{
    protected override Task RunAsync(CancellationToken cancellation)
    {
        ImageManifest.CheckFormat(ImageFormat);
        var project = StepState.Read(ProjectState, StepJson.Readable.CargoProject);
        var (layers, hasCertificates, accounts) = StepState.Read(LayersState, StepJson.Readable.ImageLayers);
        var start = CreateStart();
        var baseImage = UsedBase.Read(BaseState);
        var config = baseImage is null ? null : BaseConfig.Parse(baseImage);
        if (config is { HasTriggers: true })
            LogWarning(Messages.TriggersNotRun(baseImage!.Name));
        var labels = BaseLabels.Fill(LabelSources.Select(ReadSource), baseImage);
        var metadata = StepState.Read(MetadataState, StepJson.Readable.CollectedMetadata);
        var settings = new ImageSettings(
            Platform.FromRuntimeIdentifier(RuntimeIdentifier)!,
            metadata.Created,
            start.Entrypoint,
            start.Arguments,
            OrNull(User) is { } user ? ImageSettings.CheckUser(user, accounts) : "",
            ImageSettings.CheckWorkingDirectory(WorkingDirectory),
            ImageSettings.WithDefaults(
                Pairs(EnvironmentVariables), hasCertificates ? CertificateBundle.BundlePath : null, config?.Environment),
            [.. Ports.Select(p => Images.Ports.Parse(p.ItemSpec, p.GetMetadata("Type")))],
            ImageLabels.Create(
                project, KeyValueItems.Collect("ContainerLabel", Pairs(Labels)), labels, metadata.Labels, metadata.Facts))
        {
            HealthCheck = Images.HealthCheck.Create(
                Texts(HealthCheck), HealthCheckInterval, HealthCheckTimeout, HealthCheckStartPeriod, HealthCheckStartInterval,
                HealthCheckRetries),
            StopSignal = OrNull(StopSignal) is { } signal ? Images.StopSignal.Parse(signal) : null,
            Volumes = [.. Volumes.Select(v => Images.Volumes.Parse(v.ItemSpec))],
        };
        var references = metadata.ReferencesOr(List(Registries), List(Repositories), List(ImageTags));
        var annotations = Images.Annotations
            .Create([.. Annotations.Select(a => (a.ItemSpec, a.GetMetadata("Value"), a.GetMetadata("Level")))])
            .Over(metadata.Annotations);
        var image = Image.Create(references, settings, layers, baseImage);
        StepOf(ConfigState).Keep(new ConfiguredImage(image, BaseLabels.AddTo(annotations, labels)), StepJson.Readable.ConfiguredImage);
        Names = [.. image.Names];
        return Task.CompletedTask;
    }

    private StartCommand CreateStart()
    {
        var start = StartCommand.Create(new StartItems(
            ApplicationPath, Texts(AppCommand), Texts(AppCommandArgs), Texts(DefaultArgs), Texts(Entrypoint), Texts(EntrypointArgs),
            AppCommandInstruction));
        if (start.PrefersOtherArguments)
            LogWarning(Messages.EntrypointArgsForApplication(start.Arguments[0]));
        return start;
    }

    private LabelSource ReadSource(ITaskItem item) => new(
        item.ItemSpec, item.GetMetadata("Value"), item.GetMetadata("Fallback"),
        IsOn(GenerateLabels) && IsOn(item.GetMetadata("Generate")));

    /// <summary>As in the .NET SDK, an unset switch is on.</summary>
    private static bool IsOn(string text) => text.Length == 0 || text.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<string> Texts(IEnumerable<ITaskItem> items) => [.. items.Select(i => i.ItemSpec)];

    private static IEnumerable<KeyValuePair<string, string>> Pairs(IEnumerable<ITaskItem> items) =>
        items.Select(i => KeyValuePair.Create(i.ItemSpec, i.GetMetadata("Value")));
}
