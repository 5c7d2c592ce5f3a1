using Microsoft.Build.Framework;
using RustImage.Base;
using RustImage.Closure;
using RustImage.Closure.Certificates;
using RustImage.Images;
using RustImage.Layers;

namespace RustImage.Tasks;

/// <summary>A task on the container properties and items of a project.</summary>
public abstract partial class ImageSettingsTask : RustImageTask
{
    /// <summary>Reads the properties and items.</summary>
    /// <param name="hasCertificates">Whether the image has the bundle of certificates.</param>
    /// <param name="accounts">The names that a container may run as; null where they are not known yet, so that any user is taken.</param>
    /// <exception cref="RustImageException">It has the errors of all properties and items.</exception>
    private protected CollectedSettings ReadSettings(bool hasCertificates, Accounts? accounts)
    {
        var errors = new DiagnosticBag();
        var formatWarning = errors.Collect(() => ImageManifest.CheckFormat(ImageFormat), null);
        var project = StepState.Read(ProjectState, StepJson.Readable.CargoProject);
        var metadata = StepState.Read(MetadataState, StepJson.Readable.CollectedMetadata);
        var baseImage = UsedBase.Read(BaseState);
        var config = baseImage is null ? null : BaseConfig.Parse(baseImage);
        var start = errors.Collect(CreateStart, new StartCommand([], []));
        var labels = BaseLabels.Fill(LabelSources.Select(ReadSource), baseImage);
        var settings = new ImageSettings(
            Platform.FromRuntimeIdentifier(RuntimeIdentifier)!,
            metadata.Created,
            start.Entrypoint,
            start.Arguments,
            User.Length == 0 || accounts is null ? User : errors.Collect(() => ImageSettings.CheckUser(User, accounts), User),
            errors.Collect(() => ImageSettings.CheckWorkingDirectory(WorkingDirectory), WorkingDirectory),
            ImageSettings.WithDefaults(
                Pairs(EnvironmentVariables), hasCertificates ? CertificateBundle.BundlePath : null, config?.Environment),
            [.. Ports.Select(p => errors.Collect(() => Images.Ports.Parse(p.ItemSpec, p.GetMetadata("Type")), p.ItemSpec))],
            errors.Collect(
                () => ImageLabels.Create(
                    project, KeyValueItems.Collect("ContainerLabel", Pairs(Labels)), labels, metadata.Labels, metadata.Facts),
                new Dictionary<string, string>()))
        {
            HealthCheck = errors.Collect(
                () => Images.HealthCheck.Create(
                    Texts(HealthCheck), HealthCheckInterval, HealthCheckTimeout, HealthCheckStartPeriod, HealthCheckStartInterval,
                    HealthCheckRetries),
                null),
            StopSignal = OrNull(StopSignal) is { } signal ? errors.Collect(() => Images.StopSignal.Parse(signal), signal) : null,
            Volumes = [.. Volumes.Select(v => errors.Collect(() => Images.Volumes.Parse(v.ItemSpec), v.ItemSpec))],
        };
        var references = errors.Collect(() => metadata.ReferencesOr(List(Registries), List(Repositories), List(ImageTags)), []);
        var annotations = errors.Collect(
            () => Images.Annotations
                .Create([.. Annotations.Select(a => (a.ItemSpec, a.GetMetadata("Value"), a.GetMetadata("Level")))])
                .Over(metadata.Annotations),
            Images.Annotations.None);
        errors.ThrowIfAny();
        var warnings = new List<Diagnostic>();
        if (formatWarning is not null)
            warnings.Add(formatWarning);
        if (config is { HasTriggers: true })
            warnings.Add(Messages.TriggersNotRun(baseImage!.Name));
        if (start.PrefersOtherArguments)
            warnings.Add(Messages.EntrypointArgsForApplication(start.Arguments[0]));
        return new CollectedSettings(settings, references, BaseLabels.AddTo(annotations, labels), baseImage, warnings)
        {
            BaseVolumes = [.. config?.Volumes ?? []],
        };
    }

    private StartCommand CreateStart() => StartCommand.Create(new StartItems(
        ApplicationPath, Texts(AppCommand), Texts(AppCommandArgs), Texts(DefaultArgs), Texts(Entrypoint), Texts(EntrypointArgs),
        AppCommandInstruction));

    private LabelSource ReadSource(ITaskItem item) => new(
        item.ItemSpec, item.GetMetadata("Value"), item.GetMetadata("Fallback"),
        IsOn(GenerateLabels) && IsOn(item.GetMetadata("Generate")));

    /// <summary>As in the .NET SDK, an unset switch is on.</summary>
    private static bool IsOn(string text) => text.Length == 0 || text.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<string> Texts(IEnumerable<ITaskItem> items) => [.. items.Select(i => i.ItemSpec)];

    private static IEnumerable<KeyValuePair<string, string>> Pairs(IEnumerable<ITaskItem> items) =>
        items.Select(i => KeyValuePair.Create(i.ItemSpec, i.GetMetadata("Value")));
}

/// <summary>The values of the container properties and items.</summary>
/// <param name="Base">The base image; null for none.</param>
internal sealed record CollectedSettings(
    ImageSettings Settings, IReadOnlyList<ImageReference> References, Annotations Annotations, BaseImage? Base,
    IReadOnlyList<Diagnostic> Warnings)
{
    /// <summary>The volumes that the base image declares.</summary>
    public IReadOnlyList<string> BaseVolumes { get; init; } = [];
}
