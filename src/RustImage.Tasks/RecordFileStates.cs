using System.Text;
using Microsoft.Build.Framework;

namespace RustImage.Tasks;

/// <summary>Writes down the state of files; the result keeps its time while they stay as they are, so that a step can depend on it.</summary>
public sealed class RecordFileStates : RustImageTask
{
    public string[] Paths { get; set; } = [];

    /// <summary>A file that names more paths, one a line; it need not exist.</summary>
    public string PathList { get; set; } = "";

    [Required]
    public string StateFile { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var listed = File.Exists(PathList) ? File.ReadAllLines(PathList) : [];
        var states = FileStates.DigestOf([.. Paths, .. listed]);
        AtomicFile.WriteIfDifferent(StateFile, Encoding.UTF8.GetBytes($"{states}\n"));
        return Task.CompletedTask;
    }
}
