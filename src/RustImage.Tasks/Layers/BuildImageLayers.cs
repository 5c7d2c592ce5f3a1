using Microsoft.Build.Framework;
using RustImage.Layers;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>Closure, the project's files and the application → layers, known by the digests of their tars.</summary>
public sealed class BuildImageLayers : RustImageTask, ICacheUser
{
    /// <summary>The binary that goes into the image.</summary>
    [Required]
    public string Application { get; set; } = "";

    /// <summary>The path of the binary in the image.</summary>
    [Required]
    public string ApplicationPath { get; set; } = "";

    [Required]
    public string ClosureState { get; set; } = "";

    /// <summary>Knows whether what the project adds has changed.</summary>
    [Required]
    public string FilesState { get; set; } = "";

    /// <summary>What the project adds.</summary>
    [Required]
    public string UserEntriesFile { get; set; } = "";

    /// <summary>The state of the base image; empty for an image without one.</summary>
    public string BaseState { get; set; } = "";

    [Required]
    public string CacheDirectory { get; set; } = "";

    [Required]
    public string LayersState { get; set; } = "";

    /// <summary>Written: what the layers hold and why, one line of JSON for each entry.</summary>
    [Required]
    public string EntryFile { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var (closure, files) = (BuildStep.Read(ClosureState), BuildStep.Read(FilesState));
        var key = new StepKey()
            .Add("the application's path", ApplicationPath).Add(closure).Add(files).AddFile("the application", Application);
        if (BaseState.Length > 0)
            key.Add(BuildStep.Read(BaseState));
        return RunStepAsync(LayersState, key, StepJson.Readable.ImageLayers, async run => await ImageLayers.BuildAsync(
            run, closure.As(StepJson.Readable.ImageClosure), StepState.ReadOutput(UserEntriesFile, StepJson.Readable.UserEntries),
            files.As(StepJson.Readable.UserEntryDigests), Application, ApplicationPath,
            await UsedBase.OpenTreeAsync(BaseState, CacheDirectory, cancellation).ConfigureAwait(false), EntryFile, cancellation)
            .ConfigureAwait(false));
    }
}
