using Microsoft.Build.Framework;

namespace RustImage.Tasks;

/// <content>The task's parameters.</content>
public abstract partial class ImageSettingsTask
{
    [Required]
    public string ProjectState { get; set; } = "";

    /// <summary>What the build server and Git say of the image.</summary>
    [Required]
    public string MetadataState { get; set; } = "";

    [Required]
    public string RuntimeIdentifier { get; set; } = "";

    /// <summary>ContainerRegistry; empty for an image that stays on this machine.</summary>
    public string[] Registries { get; set; } = [];

    [Required]
    public string[] Repositories { get; set; } = [];

    [Required]
    public string[] ImageTags { get; set; } = [];

    /// <summary>ContainerImageFormat: OCI, or empty.</summary>
    public string ImageFormat { get; set; } = "";

    [Required]
    public string ApplicationPath { get; set; } = "";

    /// <summary>A program to start instead of the application, and its first arguments.</summary>
    public ITaskItem[] Entrypoint { get; set; } = [];

    /// <summary>More arguments of <see cref="Entrypoint"/>.</summary>
    public ITaskItem[] EntrypointArgs { get; set; } = [];

    /// <summary>The command that starts the application; empty for the binary itself.</summary>
    public ITaskItem[] AppCommand { get; set; } = [];

    /// <summary>Entrypoint, DefaultArgs, None, or empty.</summary>
    public string AppCommandInstruction { get; set; } = "";

    /// <summary>Arguments that always follow the application.</summary>
    public ITaskItem[] AppCommandArgs { get; set; } = [];

    /// <summary>Arguments that the user of the image replaces.</summary>
    public ITaskItem[] DefaultArgs { get; set; } = [];

    /// <summary>Empty where the base image decides.</summary>
    public string User { get; set; } = "";

    [Required]
    public string WorkingDirectory { get; set; } = "";

    /// <summary>Names, with Value.</summary>
    public ITaskItem[] EnvironmentVariables { get; set; } = [];

    /// <summary>A number, or a number and a protocol; with Type.</summary>
    public ITaskItem[] Ports { get; set; } = [];

    /// <summary>Names, with Value.</summary>
    public ITaskItem[] Labels { get; set; } = [];

    /// <summary>Names of labels below org.opencontainers.image, with Value, Fallback and Generate.</summary>
    public ITaskItem[] LabelSources { get; set; } = [];

    /// <summary>Whether the image gets labels that the project does not name itself: "true", or empty for yes.</summary>
    public string GenerateLabels { get; set; } = "";

    /// <summary>Keys, with Value and Level.</summary>
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

    /// <summary>The state of the base image; empty for an image without one.</summary>
    public string BaseState { get; set; } = "";
}
