using System.Text;
using System.Text.Unicode;

namespace RustImage.Outputs.Registries;

/// <summary>Where the files that deploy images come from, and where they are written anew.</summary>
public static class ReferenceResolver
{
    /// <summary>A file below the project keeps its folder, since two overlays may have files of one name; any other lies at the top.</summary>
    /// <param name="files">Full paths.</param>
    /// <param name="earlier">What was written before: a pattern such as **/*.yaml finds that, too, and it is no source.</param>
    /// <exception cref="RustImageException">RIMG6402: there is no file. RIMG6407: two come to the same place. RIMG6408: one comes to the place of a source.</exception>
    public static IReadOnlyList<(string Source, string Target)> Plan(
        IEnumerable<string> files, IReadOnlySet<string> earlier, string projectDirectory, string outputDirectory)
    {
        var sources = files.Where(f => !earlier.Contains(f)).Distinct(StringComparer.Ordinal).ToList();
        if (sources.Count == 0)
            throw Messages.NoReferenceFiles().ToException();
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            var target = Target(source, projectDirectory, outputDirectory);
            if (sources.Contains(target, StringComparer.Ordinal))
                throw Messages.ResolvedOverSource(source, target).ToException();
            if (!targets.TryAdd(target, source))
                throw Messages.ResolvedTwice(targets[target], source, target).ToException();
        }
        return [.. targets.Select(t => (t.Value, t.Key))];
    }

    /// <summary>Reads each file and puts images in the place of its references; writes none.</summary>
    /// <param name="files">Of <see cref="Plan"/>.</param>
    /// <param name="images">By the projects' names.</param>
    /// <exception cref="RustImageException">RIMG6404: a file is missing. RIMG6401: references name no project; those of all files are told.</exception>
    public static IReadOnlyList<ResolvedFile> Resolve(IReadOnlyList<(string Source, string Target)> files, IReadOnlyDictionary<string, string> images)
    {
        var resolved = new List<ResolvedFile>();
        var unknown = new List<Diagnostic>();
        foreach (var (source, target) in files)
        {
            if (!File.Exists(source))
                throw Messages.ReferenceFileMissing(source).ToException();
            var bytes = File.ReadAllBytes(source);
            var encoding = EncodingOf(bytes);
            try
            {
                var (text, count) = ImageReferenceFile.Resolve(encoding.GetString(bytes), source, images);
                resolved.Add(new ResolvedFile(source, target, encoding.GetBytes(text), count));
            }
            catch (RustImageException e)
            {
                unknown.AddRange(e.Diagnostics);
            }
        }
        return unknown.Count == 0 ? resolved : throw new RustImageException(unknown);
    }

    /// <summary>In which every byte of a text comes back, its byte order mark included: of another encoding only ASCII must be understood.</summary>
    public static Encoding EncodingOf(byte[] text) => Utf8.IsValid(text) ? Encoding.UTF8 : Encoding.Latin1;

    private static string Target(string source, string projectDirectory, string outputDirectory)
    {
        var relative = Path.GetRelativePath(projectDirectory, source);
        var isInside = !Path.IsPathRooted(relative) && relative.Split(Path.DirectorySeparatorChar)[0] != "..";
        return Path.GetFullPath(Path.Combine(outputDirectory, isInside ? relative : Path.GetFileName(relative)));
    }
}
