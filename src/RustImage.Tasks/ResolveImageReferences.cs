using Microsoft.Build.Framework;
using RustImage.Outputs.Registries;

namespace RustImage.Tasks;

/// <summary>Files that name images by their projects → the same files with what was pushed, for kubectl or docker compose.</summary>
public sealed class ResolveImageReferences : RustImageTask
{
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>What was pushed, with Project; of several repositories of one project the first is taken.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <summary>Full paths of what was written before.</summary>
    public string[] EarlierFiles { get; set; } = [];

    [Required]
    public string OutputDirectory { get; set; } = "";

    [Output]
    public string[] WrittenFiles { get; set; } = [];

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var files = ReferenceFiles.Plan(
            Files.Select(f => f.GetMetadata("FullPath")), EarlierFiles.ToHashSet(StringComparer.Ordinal), Path.GetDirectoryName(ProjectFile)!, OutputDirectory);
        if (References.Length == 0)
            throw Messages.NothingPushed().ToException();
        var images = Images();
        var resolved = new List<(string Path, byte[] Bytes, string Source, int Count)>();
        foreach (var (source, target) in files)
        {
            if (!File.Exists(source))
                throw Messages.ReferenceFileMissing(source).ToException();
            var bytes = await File.ReadAllBytesAsync(source, cancellation).ConfigureAwait(false);
            var encoding = ReferenceFiles.EncodingOf(bytes);
            var (text, count) = ReferenceFile.Resolve(encoding.GetString(bytes), source, images);
            resolved.Add((target, encoding.GetBytes(text), source, count));
        }
        // None is written where one can't be: what lies in the directory fits together.
        foreach (var (path, bytes, source, count) in resolved)
        {
            if (count == 0)
                LogWarning(Messages.NoReferenceIn(source));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.WriteIfDifferent(path, bytes);
            Log.LogMessage(MessageImportance.High, "{0} -> {1}", source, path);
        }
        WrittenFiles = [.. resolved.Select(r => r.Path)];
    }

    /// <summary>A project may be reached in two ways; two projects of one name are another matter.</summary>
    private Dictionary<string, string> Images()
    {
        var images = new Dictionary<string, (string File, string Image)>(StringComparer.Ordinal);
        foreach (var reference in References)
        {
            var (name, project) = (reference.GetMetadata("Project"), reference.GetMetadata("ProjectFile"));
            if (!images.TryAdd(name, (project, reference.ItemSpec)) && images[name].File != project)
                throw Messages.PushedTwice(name, images[name].Image, reference.ItemSpec).ToException();
        }
        return images.ToDictionary(i => i.Key, i => i.Value.Image, StringComparer.Ordinal);
    }
}
