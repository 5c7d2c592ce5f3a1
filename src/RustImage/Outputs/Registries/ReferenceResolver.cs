using System.Text;
using System.Text.Unicode;

namespace RustImage.Outputs.Registries;

/// <summary>Replaces the image references in all ImageReferenceFile items of a project.</summary>
internal static class ReferenceResolver
{
    /// <summary>
    /// Chooses where each file is written. A file below the project keeps its folder, since two folders may have files of the same name.
    /// Any other file goes to the top of the output directory.
    /// </summary>
    /// <param name="files">Full paths.</param>
    /// <param name="earlier">
    /// Files that an earlier build wrote. Patterns such as **/*.yaml match them, too, but they are no sources.
    /// </param>
    /// <exception cref="RustImageException">
    /// RIMG6402: there is no file. RIMG6407: two files would be written to the same path. RIMG6408: a file would overwrite a source.
    /// </exception>
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

    /// <summary>Reads each file and replaces its references. Writes nothing.</summary>
    /// <param name="files">The result of <see cref="Plan"/>.</param>
    /// <param name="images">The pushed images by the names of projects.</param>
    /// <exception cref="RustImageException">
    /// RIMG6404: a file is missing. RIMG6401, RIMG6409: references are wrong; those of all files are reported.
    /// </exception>
    public static IReadOnlyList<ResolvedFile> Resolve(
        IReadOnlyList<(string Source, string Target)> files, IReadOnlyDictionary<string, string> images)
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

    /// <summary>
    /// Chooses an encoding that keeps every byte, with the byte order mark. References are ASCII, so Latin-1 does for other encodings than
    /// UTF-8.
    /// </summary>
    public static Encoding EncodingOf(byte[] text) => Utf8.IsValid(text) ? Encoding.UTF8 : Encoding.Latin1;

    private static string Target(string source, string projectDirectory, string outputDirectory)
    {
        var relative = Path.GetRelativePath(projectDirectory, source);
        var isInside = !Path.IsPathRooted(relative) && relative.Split(Path.DirectorySeparatorChar)[0] != "..";
        return Path.GetFullPath(Path.Combine(outputDirectory, isInside ? relative : Path.GetFileName(relative)));
    }
}
