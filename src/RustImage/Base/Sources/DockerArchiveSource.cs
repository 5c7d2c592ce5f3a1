using RustImage.Layers;
using RustImage.Registry;

namespace RustImage.Base.Sources;

/// <summary>Reads an archive of <c>docker save</c> (moby, image/spec): it has no manifests, and its layers may be uncompressed.</summary>
internal sealed class DockerArchiveSource(LocalReference reference, ImageFiles files) : IBaseSource
{
    private Dictionary<Digest, FileRange> _layers = [];

    public Task<SourceImage> FindAsync(Digest? digest, Platform platform, CancellationToken cancellation)
    {
        var entry = Choose();
        var config = File(entry.Config).ReadAll();
        var found = Digest.OfBytes(config);
        if (digest is not null && digest != found)
            throw Messages.NoBase(reference.Name, $"'{reference.Path}' has the image {found} instead of {digest}").ToException();
        return Task.FromResult(SourceImage.Create(reference.Name, found, config, platform, diffIds => Layers(entry.Layers, diffIds)));
    }

    public Task CopyAsync(Descriptor layer, Stream destination, Action<long>? onBytes, CancellationToken cancellation) =>
        Task.Run(() => _layers[layer.Digest].CopyTo(layer, destination, onBytes, cancellation), cancellation);

    public void Dispose()
    {
    }

    private SavedImage Choose()
    {
        var entries = ReadManifest();
        var chosen = reference.Image is null ? entries : entries.FindAll(e => e.Names.Any(n => ImageNames.AreSame(n, reference.Image)));
        if (chosen is [var one])
            return one;
        var found = ImageNames.Describe(entries.SelectMany(e => e.Names), entries.Count);
        throw Messages.NoBase(reference.Name, $"'{reference.Path}' has {found}").ToException();
    }

    private List<SavedImage> ReadManifest()
    {
        const string NoManifest = "it has no manifest.json, so it is not an archive of docker save";
        var manifest = files.Find("manifest.json")
            ?? throw Messages.BadBaseFile(reference.Name, reference.Path, NoManifest).ToException();
        return ForeignJson.Read(
            manifest.ReadAll(),
            json => json.Items().Select(i => new SavedImage(i["Config"].Text(), i["RepoTags"].Texts(), i["Layers"].Texts())).ToList(),
            e => Messages.BadBaseFile(reference.Name, reference.Path, $"its manifest.json is invalid: {e.Message}"));
    }

    private IReadOnlyList<Descriptor> Layers(IReadOnlyList<string> names, IReadOnlyList<Digest> diffIds)
    {
        var ranges = names.Select(File).ToList();
        var layers = ranges.Zip(names, diffIds).Select(l => (Range: l.First, Descriptor: Describe(l.First, l.Second, l.Third))).ToList();
        _layers = layers.GroupBy(l => l.Descriptor.Digest).ToDictionary(g => g.Key, g => g.First().Range);
        return [.. layers.Select(l => l.Descriptor)];
    }

    /// <summary>
    /// Finds the digest of a layer. For a tar, it is the diffID of the configuration. For a compressed layer, its name has the digest where
    /// the archive is also an OCI layout; <see cref="CopyAsync"/> verifies it.
    /// </summary>
    private static Descriptor Describe(FileRange range, string name, Digest diffId)
    {
        if (LayerFormat.TypeOf(range.Read(LayerFormat.StartLength)) is not { } type)
            return new Descriptor("application/vnd.oci.image.layer.v1.tar", diffId, range.Length);
        var named = Digest.TryParse($"sha256:{ImagePath.NameOf(name)}");
        return new Descriptor(type, named is { } digest && name == ImageFiles.BlobName(digest) ? digest : range.Digest(), range.Length);
    }

    private FileRange File(string name) => files.Find(name)
        ?? throw Messages.BadBaseFile(reference.Name, reference.Path, $"it has no '{name}', which its manifest.json names").ToException();

    /// <summary>An image in the archive's manifest.json, which names the files of its configuration and layers.</summary>
    private sealed record SavedImage(string Config, IReadOnlyList<string> Names, IReadOnlyList<string> Layers);
}
