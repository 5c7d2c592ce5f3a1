using System.Text.Json;
using RustImage.Closure;
using RustImage.Images;
using RustImage.Layers;

namespace RustImage.Evidence;

/// <summary>Creates the report of an image from the results of a build's steps.</summary>
internal static class ReportBuilder
{
    /// <param name="closure">The closure of the same build.</param>
    public static ImageReport Create(CompressedImage image, ImageClosure closure)
    {
        var files = Files(image.Layers, closure);
        var config = Parse(image.Config);
        return new ImageReport(
            ImageReport.CurrentSchema, image.Names, image.Digest, Platform(config),
            image.Layers.Sum(l => l.Layer.Size), image.Layers.Sum(l => l.Size),
            Efficiency.Of(files),
            [.. image.Layers.Select((l, i) => Layer(l, files.Count(f => f.Layer == i && f.Type == "file")))],
            Packages(closure, files), files, config, Annotations(Parse(image.Manifest)));
    }

    private static ReportedLayer Layer(CompressedLayer layer, int files) =>
        new(layer.Layer.Title, layer.Layer.IsBase, layer.Digest, layer.Layer.DiffId, layer.Layer.Size, layer.Size, files)
        {
            Compressor = layer.Compressor,
        };

    private static List<ReportedFile> Files(IReadOnlyList<CompressedLayer> layers, ImageClosure closure)
    {
        var (owners, records) = (Owners(closure), Records(closure));
        var chains = new ReasonChains(closure);
        var directories = new HashSet<string>(StringComparer.Ordinal);
        return [.. from layer in layers.Index()
                   from e in layer.Item.Layer.Content.Entries
                   where e is not DirectoryEntry || directories.Add(e.Path)
                   let content = (e as FileEntry)?.Content
                   select new ReportedFile(
                       e.Path, e.Type, layer.Index, e.ModeText, e.UserId, e.GroupId,
                       content?.Size ?? 0, (e as LinkEntry)?.Target, content?.Digest,
                       owners.GetValueOrDefault(e.Path) ?? records.GetValueOrDefault(e.Path), records.ContainsKey(e.Path),
                       e.Reason, chains.Of(e.Path))];
    }

    /// <summary>Maps each file of a package, and each link to one, to the package's name.</summary>
    private static Dictionary<string, string> Owners(ImageClosure closure)
    {
        var owners = closure.Files.Where(f => f.Package is not null)
            .ToDictionary(f => f.Path, f => f.Package!.Name, StringComparer.Ordinal);
        foreach (var link in closure.Links.Where(l => owners.ContainsKey(l.File)))
            owners.TryAdd(link.Path, owners[link.File]);
        return owners;
    }

    /// <summary>Maps each file that describes a package to the package's name.</summary>
    private static Dictionary<string, string> Records(ImageClosure closure) =>
        closure.Packages.SelectMany(p => LibraryEntries.RecordPaths(p.Package).Select(path => (path, p.Package.Name)))
            .ToDictionary(r => r.path, r => r.Name, StringComparer.Ordinal);

    private static List<ReportedPackage> Packages(ImageClosure closure, List<ReportedFile> files)
    {
        var byPackage = files.Where(f => f.Type == "file").ToLookup(f => f.Package, StringComparer.Ordinal);
        return [.. from p in closure.Packages
                   let own = byPackage[p.Package.Name]
                   let licences = p.Copyright is { } path ? PackageLicences.Of(File.ReadAllText(path)) : []
                   select new ReportedPackage(
                       p.Package.Name, p.Package.Version, p.Package.Architecture, p.Package.Source, licences,
                       own.Sum(f => f.Size), own.Count())];
    }

    private static JsonElement Parse(Blob blob)
    {
        using var document = JsonDocument.Parse(blob.Bytes);
        return document.RootElement.Clone();
    }

    private static string Platform(JsonElement config)
    {
        var variant = config.TryGetProperty("variant", out var v) ? $"/{v}" : "";
        return $"{config.GetProperty("os")}/{config.GetProperty("architecture")}{variant}";
    }

    private static Dictionary<string, string> Annotations(JsonElement manifest) =>
        manifest.TryGetProperty("annotations", out var annotations)
            ? annotations.EnumerateObject().ToDictionary(a => a.Name, a => a.Value.GetString()!, StringComparer.Ordinal)
            : [];
}
