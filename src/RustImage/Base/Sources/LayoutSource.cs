using RustImage.Registry;

namespace RustImage.Base.Sources;

/// <summary>Reads an OCI layout (image-spec, image-layout.md) in a directory or a tar.</summary>
internal sealed class LayoutSource(LocalReference reference, ImageFiles files) : ManifestSource(reference)
{
    /// <summary>containerd and BuildKit write the whole name into the second annotation, and only the tag into the first.</summary>
    private static readonly string[] NameAnnotations = ["org.opencontainers.image.ref.name", "io.containerd.image.name"];

    public override Task CopyAsync(Descriptor layer, Stream destination, Action<long>? onBytes, CancellationToken cancellation) =>
        Task.Run(() => Blob(layer.Digest).CopyTo(layer, destination, onBytes, cancellation), cancellation);

    protected override Task<byte[]> GetManifestAsync(Digest? digest, CancellationToken cancellation)
    {
        var wanted = digest ?? Choose();
        var bytes = Blob(wanted).ReadAll();
        return Digest.OfBytes(bytes) == wanted ? Task.FromResult(bytes)
            : throw Messages.DamagedBase($"{wanted}", $"has the digest {Digest.OfBytes(bytes)} in '{reference.Path}'").ToException();
    }

    private FileRange Blob(Digest digest) => files.Find(ImageFiles.BlobName(digest))
        ?? throw Messages.NoBase(reference.Name, $"'{reference.Path}' has no blob {digest}").ToException();

    private Digest Choose()
    {
        var images = ReadIndex();
        var chosen = reference.Image is null ? images : images.FindAll(i => i.Names.Contains(reference.Image));
        if (chosen.Select(i => i.Digest).Distinct().ToList() is [var one])
            return one;
        var found = ImageNames.Describe(images.SelectMany(i => i.Names.Take(1)), images.Count);
        throw Messages.NoBase(reference.Name, $"'{reference.Path}' has {found}").ToException();
    }

    private List<(Digest Digest, IReadOnlyList<string> Names)> ReadIndex()
    {
        const string NoIndex = "it has no index.json, so it is not an OCI layout";
        var index = files.Find("index.json") ?? throw Messages.BadBaseFile(reference.Name, reference.Path, NoIndex).ToException();
        return ForeignJson.Read(
            index.ReadAll(),
            json => json.Required("manifests").Items()
                .Select(m => (ManifestDocument.Descriptor(m).Digest, Names(m["annotations"]))).ToList(),
            e => Messages.BadBaseFile(reference.Name, reference.Path, $"its index.json is invalid: {e.Message}"));
    }

    private static IReadOnlyList<string> Names(ForeignJson annotations) =>
        [.. NameAnnotations.Select(n => annotations[n].TextOrNull()).OfType<string>()];
}
