using System.Text.Json.Serialization;

namespace RustImage.Layers;

/// <summary>One layer of an image: a tar that an engine unpacks onto the layers below it (image-spec, layer.md).</summary>
/// <param name="Title">For people: "libc", "openssl", "application", "base 1".</param>
/// <param name="DiffId">The digest of the tar: what the configuration names.</param>
/// <param name="Size">Of the tar, in bytes.</param>
/// <param name="Content">What the tar is written from. The tar itself is stored nowhere.</param>
public sealed record Layer(string Title, Digest DiffId, long Size, LayerContent Content)
{
    /// <summary>Whether the image that this one is built on brings it.</summary>
    [JsonIgnore]
    public bool IsBase => Content is BaseBlob;

    /// <summary>Reads every file once to take the digest of the tar; nothing is written.</summary>
    /// <returns>A layer whose file entries have the size and the digest that their content had.</returns>
    public static Layer Create(LayerPlan plan, CancellationToken cancellation = default)
    {
        var hashed = new List<LayerEntry>(plan.Entries.Count);
        using var tar = new HashingStream(Stream.Null, cancellation);
        LayerTarWriter.Write(tar, plan.Entries, hashed.Add);
        return new Layer(plan.Title, tar.Digest(), tar.Count, new EntryList(hashed));
    }

    /// <summary>Several layers at once, in the order of their plans.</summary>
    /// <inheritdoc cref="Create"/>
    public static async Task<IReadOnlyList<Layer>> CreateAllAsync(
        IReadOnlyList<LayerPlan> plans, CancellationToken cancellation = default) =>
        await Task.WhenAll(plans.Select(p => Task.Run(() => Create(p, cancellation), cancellation))).ConfigureAwait(false);

    /// <summary>Writes the tar.</summary>
    /// <exception cref="RustImageException">
    /// RIMG4006, RIMG6001: a file has changed since the digest was taken; what was written is not this layer.
    /// </exception>
    public void WriteTar(Stream output, CancellationToken cancellation = default)
    {
        using var tar = new HashingStream(output, cancellation);
        Content.WriteTar(tar);
        if (tar.Digest() != DiffId)
            throw Content.Changed(Title).ToException();
    }
}
