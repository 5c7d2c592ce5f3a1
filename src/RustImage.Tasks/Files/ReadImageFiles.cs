using System.Globalization;
using System.Text.Json;
using Microsoft.Build.Framework;
using RustImage.Layers;
using RustImage.State;

namespace RustImage.Tasks;

/// <summary>
/// RustImageFile, RustImageLink and RustImageDirectory items → what the project adds to the image.
/// Only this task gets the items: for each task that does, MSBuild computes their metadata anew.
/// </summary>
public sealed class ReadImageFiles : RustImageTask
{
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>Where files without TargetPath go.</summary>
    [Required]
    public string FilesDirectory { get; set; } = "";

    /// <summary>Paths in the image, with LinkTarget and Optional.</summary>
    public ITaskItem[] Links { get; set; } = [];

    /// <summary>Paths in the image, with Mode and Owner.</summary>
    public ITaskItem[] Directories { get; set; } = [];

    /// <summary>What Cargo.toml says of files, with Include, Optional, File, Line and Column. <see cref="Files"/> has the files.</summary>
    public ITaskItem[] Patterns { get; set; } = [];

    [Required]
    public string FilesState { get; set; } = "";

    /// <summary>Written: all entries. Only a step that runs reads them, since they may be many.</summary>
    [Required]
    public string UserEntriesFile { get; set; } = "";

    /// <summary>Written: the stamp and digest of each file.</summary>
    [Required]
    public string UserFileList { get; set; } = "";

    /// <summary>The files with the project's own lines that are always known: the project, Directory.Build.props and .targets.</summary>
    public string[] ProjectFiles { get; set; } = [];

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        UserFileItem[] files = [.. Files.Select(ReadFile)];
        WarnOfUnmatched([.. files.Select(f => f.HostPath)]);
        var key = new StepKey()
            .Add("RustImageFile", files.SelectMany(f => f.Values))
            .Add("RustImageLink", Links.SelectMany(l => new[] { l.ItemSpec, l.GetMetadata("LinkTarget"), l.GetMetadata("Optional") }))
            .Add("RustImageDirectory", Directories.SelectMany(d => new[] { d.ItemSpec, d.GetMetadata("Mode"), d.GetMetadata("Owner") }))
            .AddFiles("RustImageFile", [.. files.Select(f => f.HostPath)], UserFileList);
        await RunStepAsync(FilesState, key, StepJson.Readable.UserEntryDigests, run =>
        {
            var entries = UserEntries.Create(files, Links.Select(ReadLink), Directories.Select(ReadDirectory));
            var bytes = JsonSerializer.SerializeToUtf8Bytes(entries, StepJson.Readable.UserEntries);
            run.Write("the list of added files", UserEntriesFile, bytes);
            return Task.FromResult(new UserEntryDigests(Digest.OfBytes(bytes), run.ContentOf("RustImageFile")));
        }).ConfigureAwait(false);
    }

    /// <summary>In every build, since no state knows of files that are missing. It reads the project's own files, which are few.</summary>
    private void WarnOfUnmatched(IReadOnlyList<string> hostPaths)
    {
        var project = FindProject();
        var own = project is null ? ProjectFiles : ProjectFiles.Concat(project.Imports).Where(f => !SdkBuild.Ships(f));
        var files = own.Where(f => f.Length > 0).Select(f => Path.GetFullPath(f, ProjectDirectory)).Distinct();
        foreach (var warning in UnmatchedPatterns.Find(files, (IProjectValues?)project ?? new PlainValues(), hostPaths, ProjectDirectory))
            LogWarning(warning);
        foreach (var warning in UnmatchedPatterns.Find(Patterns.Select(ReadPattern), hostPaths, ProjectDirectory))
            LogWarning(warning);
    }

    private static (string Include, bool IsOptional, string File, int Line, int Column) ReadPattern(ITaskItem item) => (
        item.GetMetadata("Include"), IsTrue(item.GetMetadata("Optional")), item.GetMetadata("File"),
        int.Parse(item.GetMetadata("Line"), CultureInfo.InvariantCulture),
        int.Parse(item.GetMetadata("Column"), CultureInfo.InvariantCulture));

    private UserFileItem ReadFile(ITaskItem item) =>
        new(item.GetMetadata("FullPath"), ResolveTarget(item, FilesDirectory), item.GetMetadata("Mode"), item.GetMetadata("Owner"));

    /// <summary>
    /// Completes the path of a file in the image. Asks MSBuild for each metadatum once: for each question it matches the item's wildcard
    /// again.
    /// </summary>
    internal static string ResolveTarget(ITaskItem item, string filesDirectory) => UserFileItem.ResolveTarget(
        item.GetMetadata("TargetPath"), filesDirectory,
        () => (item.GetMetadata("RecursiveDir"), item.GetMetadata("Filename") + item.GetMetadata("Extension")));

    private static LinkEntry ReadLink(ITaskItem item) => UserLink.Create(
        item.ItemSpec, item.GetMetadata("LinkTarget"), IsTrue(item.GetMetadata("Optional")));

    private static bool IsTrue(string text) => text.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static DirectoryEntry ReadDirectory(ITaskItem item) =>
        UserDirectory.Create(item.ItemSpec, item.GetMetadata("Mode"), item.GetMetadata("Owner"));
}
