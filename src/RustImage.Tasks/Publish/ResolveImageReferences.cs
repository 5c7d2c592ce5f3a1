using Microsoft.Build.Framework;
using RustImage.Outputs.Registries;

namespace RustImage.Tasks;

/// <summary>Files that name images by their projects → the same files with what was pushed, for kubectl or docker compose.</summary>
public sealed class ResolveImageReferences : ReferencesTask
{
    /// <summary>What was pushed, with Project; of several repositories of one project the first is taken.</summary>
    public ITaskItem[] References { get; set; } = [];

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var plan = Plan();
        if (References.Length == 0)
            throw Messages.NothingPushed().ToException();
        // None is written where one can't be: what lies in the directory fits together.
        var resolved = ReferenceFiles.Resolve(plan, Images());
        foreach (var file in resolved)
        {
            if (file.Count == 0)
                LogWarning(Messages.NoReferenceIn(file.Source));
            Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
            AtomicFile.WriteIfDifferent(file.Path, file.Bytes);
            Log.LogMessage(MessageImportance.High, "{0} -> {1}", file.Source, file.Path);
        }
        DeleteStale(resolved.Select(r => r.Path));
        StepOf(ResolvedState).Keep([.. resolved.Select(r => r.Path)], StepJson.Readable.Paths, written: resolved.Select(r => r.Path));
        return Task.CompletedTask;
    }

    /// <summary>Whoever applies the directory must not deploy what has no source any more. Another directory is left alone.</summary>
    private void DeleteStale(IEnumerable<string> written)
    {
        foreach (var file in EarlierFiles().Except(written).Where(f => f.StartsWith(OutputDirectory, StringComparison.Ordinal)))
            File.Delete(file);
    }

    /// <summary>A project may be reached in two ways; two projects of one name are another matter.</summary>
    private Dictionary<string, string> Images()
    {
        var images = new Dictionary<string, (string File, string Image)>(StringComparer.Ordinal);
        foreach (var reference in References)
        {
            var (binary, project) = (reference.GetMetadata("Binary"), reference.GetMetadata("ProjectFile"));
            var name = reference.GetMetadata("Project") + (binary.Length == 0 ? "" : $"/{binary}");
            if (!images.TryAdd(name, (project, reference.ItemSpec)) && images[name].File != project)
                throw Messages.PushedTwice(name, images[name].Image, reference.ItemSpec).ToException();
        }
        return images.ToDictionary(i => i.Key, i => i.Value.Image, StringComparer.Ordinal);
    }
}
