using System.Text.Json.Serialization;
using RustImage.Formats.Streams;

namespace RustImage.Layers;

/// <summary>What the tar of a layer is written from: a list of entries, or a blob of the base image.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StoredEntries), "entries")]
[JsonDerivedType(typeof(BaseBlob), "blob")]
internal abstract record LayerContent
{
    /// <summary>
    /// The entries in the order of the tar; empty for a layer of the base image, which is not read here. Each enumeration of
    /// <see cref="StoredEntries"/> reads the file again.
    /// </summary>
    [JsonIgnore]
    public abstract IEnumerable<LayerEntry> Entries { get; }

    internal abstract void WriteTar(Stream output);

    /// <summary>The error for a tar that no longer has the layer's digest.</summary>
    internal abstract Diagnostic Changed(string title);
}

/// <summary>Entries in memory.</summary>
internal sealed record EntryList(IReadOnlyList<LayerEntry> List) : LayerContent
{
    public override IEnumerable<LayerEntry> Entries => List;

    internal override void WriteTar(Stream output) => LayerTarWriter.Write(output, List);

    internal override Diagnostic Changed(string title) => Messages.LayerChanged(title);
}

/// <summary>The entries of one layer in a file that <see cref="EntryStore"/> wrote.</summary>
/// <param name="Path">The full path of the file.</param>
/// <param name="Offset">Where the layer's first entry starts, in bytes.</param>
/// <param name="Count">The number of the layer's entries.</param>
internal sealed record StoredEntries(string Path, long Offset, int Count) : LayerContent
{
    /// <exception cref="RustImageException">RIMG0005: the file is damaged.</exception>
    [JsonIgnore]
    public override IEnumerable<LayerEntry> Entries => EntryStore.Read(this);

    internal override void WriteTar(Stream output) => LayerTarWriter.Write(output, Entries);

    internal override Diagnostic Changed(string title) => Messages.LayerChanged(title);
}

/// <summary>A layer of the base image, as it lies in the cache of this machine.</summary>
/// <param name="Path">The file with the compressed bytes.</param>
/// <param name="MediaType">The OCI media type, which names the compression (<see cref="LayerFormat"/>).</param>
internal sealed record BaseBlob(string Path, string MediaType) : LayerContent
{
    [JsonIgnore]
    public override IEnumerable<LayerEntry> Entries => [];

    internal override void WriteTar(Stream output)
    {
        using var file = File.OpenRead(Path);
        using var unpacked = LayerFormat.Unpack(file, MediaType);
        try
        {
            unpacked.CopyTo(output);
        }
        catch (Exception e) when (UnpackedStream.IsDamage(e))
        {
            throw Messages.CachedLayerCorrupt(Path).ToException(e);
        }
    }

    internal override Diagnostic Changed(string title) => Messages.CachedLayerCorrupt(Path);
}
