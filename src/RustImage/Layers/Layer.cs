using System.Text.Json.Serialization;

namespace RustImage.Layers;

/// <summary>One layer of an image: a tar that an engine unpacks onto the layers below it (image-spec, layer.md).</summary>
/// <param name="Title">The name that people see: "libc", "openssl", "application", "base 1".</param>
/// <param name="DiffId">The digest of the tar, which the image's configuration names.</param>
/// <param name="Size">The number of bytes of the tar.</param>
/// <param name="Content">What the tar is written from. The tar itself is not stored.</param>
internal sealed record Layer(string Title, Digest DiffId, long Size, LayerContent Content)
{
    /// <summary>Whether the layer is one of the base image.</summary>
    [JsonIgnore]
    public bool IsBase => Content is BaseBlob;

    /// <summary>Reads every file of the plan once, to take the digest of the tar. Writes nothing.</summary>
    /// <returns>A layer whose file entries have the size and the digest of the bytes that were read.</returns>
    public static Layer Create(LayerPlan plan, CancellationToken cancellation = default)
    {
        var hashed = new List<LayerEntry>(plan.Entries.Count);
        using var tar = new HashingStream(Stream.Null, cancellation);
        LayerTarWriter.Write(tar, plan.Entries, hashed.Add);
        return new Layer(plan.Title, tar.Digest(), tar.Count, new EntryList(hashed));
    }

    /// <summary>Creates several layers in parallel, and returns them in the order of their plans.</summary>
    /// <inheritdoc cref="Create"/>
    public static async Task<IReadOnlyList<Layer>> CreateAllAsync(
        IReadOnlyList<LayerPlan> plans, CancellationToken cancellation = default) =>
        await Task.WhenAll(plans.Select(p => Task.Run(() => Create(p, cancellation), cancellation))).ConfigureAwait(false);

    /// <summary>Writes the tar.</summary>
    /// <exception cref="RustImageException">
    /// RIMG4006: a file has changed since the digest was taken. RIMG6001: the cached blob of a base layer is damaged. In both cases the
    /// tar that was written has another digest than the layer.
    /// </exception>
    public void WriteTar(Stream output, CancellationToken cancellation = default)
    {
        using var tar = new HashingStream(output, cancellation);
        Content.WriteTar(tar);
        if (tar.Digest() != DiffId)
            throw Content.Changed(Title).ToException();
    }
}
