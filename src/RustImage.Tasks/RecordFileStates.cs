using System.Text;
using Microsoft.Build.Framework;

namespace RustImage.Tasks;

/// <summary>Writes down the state of files; the result keeps its time while they stay as they are, so that a step can depend on it.</summary>
public sealed class RecordFileStates : RustImageTask
{
    private static readonly string[] PlaceNames = ["RecursiveDir", "TargetPath", "Mode", "Owner"];

    public string[] Paths { get; set; } = [];

    /// <summary>RustImageFile items: what they say of their place in the image counts, too. Whole items, since lists of texts made of many of them cost MSBuild a lot of memory.</summary>
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>A file that names more paths, one a line; it need not exist.</summary>
    public string PathList { get; set; } = "";

    [Required]
    public string StateFile { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var listed = File.Exists(PathList) ? File.ReadAllLines(PathList) : [];
        var states = FileStates.DigestOf([.. Paths, .. Files.Select(f => f.GetMetadata("FullPath")), .. listed], Files.SelectMany(Place));
        AtomicFile.WriteIfDifferent(StateFile, Encoding.UTF8.GetBytes($"{states}\n"));
        return Task.CompletedTask;
    }

    private static IEnumerable<string> Place(ITaskItem file)
    {
        yield return file.ItemSpec;
        foreach (var name in PlaceNames)
            yield return file.GetMetadata(name);
    }
}
