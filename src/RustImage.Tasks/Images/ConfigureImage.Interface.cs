using Microsoft.Build.Framework;

namespace RustImage.Tasks;

/// <content>Its parameters.</content>
public sealed partial class ConfigureImage
{
    [Required]
    public string ProjectState { get; set; } = "";

    [Required]
    public string LayersState { get; set; } = "";

    /// <summary>What CI and the sources' repository say of the image.</summary>
    [Required]
    public string MetadataState { get; set; } = "";

    [Required]
    public string RuntimeIdentifier { get; set; } = "";

    /// <summary>None for an image that stays here.</summary>
    public string[] Registries { get; set; } = [];

    [Required]
    public string[] Repositories { get; set; } = [];

    [Required]
    public string[] ImageTags { get; set; } = [];

    /// <summary>OCI, or empty.</summary>
    public string ImageFormat { get; set; } = "";

    [Required]
    public string ApplicationPath { get; set; } = "";

    /// <summary>The program that the image starts, where it is not the application, and its first arguments.</summary>
    public ITaskItem[] Entrypoint { get; set; } = [];

    /// <summary>More of its arguments.</summary>
    public ITaskItem[] EntrypointArgs { get; set; } = [];

    /// <summary>What stands for the application; none for itself.</summary>
    public ITaskItem[] AppCommand { get; set; } = [];

    /// <summary>Entrypoint, DefaultArgs, None, or empty.</summary>
    public string AppCommandInstruction { get; set; } = "";

    /// <summary>Arguments that always follow the application.</summary>
    public ITaskItem[] AppCommandArgs { get; set; } = [];

    /// <summary>Arguments that the user of the image replaces.</summary>
    public ITaskItem[] DefaultArgs { get; set; } = [];

    /// <summary>Empty to leave it to the base.</summary>
    public string User { get; set; } = "";

    [Required]
    public string WorkingDirectory { get; set; } = "";

    /// <summary>Name, with Value.</summary>
    public ITaskItem[] EnvironmentVariables { get; set; } = [];

    /// <summary>Number, or number and protocol, with Type.</summary>
    public ITaskItem[] Ports { get; set; } = [];

    /// <summary>Name, with Value.</summary>
    public ITaskItem[] Labels { get; set; } = [];

    /// <summary>The name of a label below org.opencontainers.image, with Value and Generate.</summary>
    public ITaskItem[] LabelSources { get; set; } = [];

    /// <summary>Whether there are labels that the project does not name itself; on where it is empty.</summary>
    public string GenerateLabels { get; set; } = "";

    /// <summary>Key, with Value and Level.</summary>
    public ITaskItem[] Annotations { get; set; } = [];

    /// <summary>A program and its arguments.</summary>
    public ITaskItem[] HealthCheck { get; set; } = [];

    public string HealthCheckInterval { get; set; } = "";

    public string HealthCheckTimeout { get; set; } = "";

    public string HealthCheckStartPeriod { get; set; } = "";

    public string HealthCheckStartInterval { get; set; } = "";

    public string HealthCheckRetries { get; set; } = "";

    public string StopSignal { get; set; } = "";

    /// <summary>Paths in the image.</summary>
    public ITaskItem[] Volumes { get; set; } = [];

    /// <summary>The image that this one is built on, or empty.</summary>
    public string BaseState { get; set; } = "";

    [Required]
    public string ConfigState { get; set; } = "";

    /// <summary>Every name that the image has, with registry, repository and tag.</summary>
    [Output]
    public string[] Names { get; set; } = [];
}
