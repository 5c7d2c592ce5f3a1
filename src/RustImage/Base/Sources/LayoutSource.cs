using System.Text.Json;
using RustImage.Registry;

namespace RustImage.Base.Sources;

/// <summary>An OCI layout (image-spec, image-layout.md), in a directory or a tar.</summary>
internal sealed class LayoutSource(FileReference reference, ImageFiles files) : ManifestSource(reference)
{
    /// <summary>The second one is containerd's and buildkit's, which have only the tag in the first.</summary>
    private static readonly string[] NameAnnotations = ["org.opencontainers.image.ref.name", "io.containerd.image.name"];

    public override Task CopyAsync(Descriptor layer, Stream destination, Action<long>? onBytes, CancellationToken cancellation) =>
        Task.Run(() => Blob(layer.Digest).CopyTo(layer, destination, onBytes, cancellation), cancellation);

    protected override Task<byte[]> ManifestAsync(Digest? digest, CancellationToken cancellation)
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
        return chosen.Select(i => i.Digest).Distinct().ToList() is [var one] ? one
            : throw Messages.NoBase(reference.Name, $"'{reference.Path}' has {ImageNames.Describe(images.SelectMany(i => i.Names.Take(1)), images.Count)}").ToException();
    }

    private List<(Digest Digest, IReadOnlyList<string> Names)> ReadIndex()
    {
        var index = files.Find("index.json") ?? throw Messages.BadBaseFile(reference.Name, reference.Path, "it has no index.json, so it is no OCI layout").ToException();
        try
        {
            return [.. JsonElement.Parse(index.ReadAll()).GetProperty("manifests").EnumerateArray().Select(m => (ManifestDocument.Descriptor(m).Digest, Names(m)))];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Messages.BadBaseFile(reference.Name, reference.Path, $"its index.json is no index: {e.Message}").ToException(e);
        }
    }

    private static IReadOnlyList<string> Names(JsonElement manifest) => !manifest.TryGetProperty("annotations", out var annotations) ? [] :
        [.. NameAnnotations.Select(n => annotations.TryGetProperty(n, out var name) ? name.GetString() : null).OfType<string>()];
}
