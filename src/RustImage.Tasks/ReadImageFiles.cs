using System.Text.Json;
using Microsoft.Build.Framework;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>RustImageFile, RustImageLink and RustImageDirectory items → what the project adds to the image. Items are looked at here alone, since MSBuild computes what they say anew for each task.</summary>
public sealed class ReadImageFiles : RustImageTask
{
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>Where files without TargetPath go.</summary>
    [Required]
    public string FilesDirectory { get; set; } = "";

    /// <summary>Path in the image, with LinkTarget.</summary>
    public ITaskItem[] Links { get; set; } = [];

    /// <summary>Path in the image, with Mode and Owner.</summary>
    public ITaskItem[] Directories { get; set; } = [];

    /// <summary>The step's state.</summary>
    [Required]
    public string FilesStep { get; set; } = "";

    /// <summary>Written: what is added, read only by steps that run.</summary>
    [Required]
    public string AddedFiles { get; set; } = "";

    /// <summary>Written beside the state: the files as they were.</summary>
    [Required]
    public string FileList { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        UserFileItem[] files = [.. Files.Select(i => UserFileItem.Read(i, FilesDirectory))];
        var key = new StepKey()
            .Add("RustImageFile", files.SelectMany(f => f.Facts))
            .Add("RustImageLink", Links.SelectMany(l => new[] { l.ItemSpec, l.GetMetadata("LinkTarget") }))
            .Add("RustImageDirectory", Directories.SelectMany(d => new[] { d.ItemSpec, d.GetMetadata("Mode"), d.GetMetadata("Owner") }))
            .AddFiles("RustImageFile", [.. files.Select(f => f.HostPath)], FileList);
        await RunStepAsync(FilesStep, key, StepFile.Json.FilesResult, run =>
        {
            var added = new FilesStep(AddedFile.CreateAll(files), [.. UserEntries.ParseLinks(Links)], [.. UserEntries.ParseDirectories(Directories)]);
            var bytes = JsonSerializer.SerializeToUtf8Bytes(added, StepFile.Json.FilesStep);
            run.Write("the list of added files", AddedFiles, bytes);
            return Task.FromResult(new FilesResult(Digest.OfBytes(bytes), run.ContentOf("RustImageFile")));
        }).ConfigureAwait(false);
    }
}
