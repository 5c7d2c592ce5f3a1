using System.Text.Json.Serialization;
using RustImage.Formats.Streams;

namespace RustImage.Layers;

/// <summary>What the tar of a layer is written from: entries, or a blob of the base.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StoredEntries), "entries")]
[JsonDerivedType(typeof(BaseBlob), "blob")]
public abstract record LayerContent
{
    /// <summary>In the order of the tar; empty for a base, whose files are not listed. Each enumeration reads the file anew.</summary>
    [JsonIgnore]
    public abstract IEnumerable<LayerEntry> Entries { get; }

    internal abstract void WriteTar(Stream output);

    /// <summary>Says that the bytes are not those that the layer's digest was taken of.</summary>
    internal abstract Diagnostic Changed(string title);
}

/// <summary>Entries in memory.</summary>
public sealed record EntryList(IReadOnlyList<LayerEntry> List) : LayerContent
{
    public override IEnumerable<LayerEntry> Entries => List;

    internal override void WriteTar(Stream output) => LayerTarWriter.Write(output, List);

    internal override Diagnostic Changed(string title) => Messages.LayerChanged(title);
}

/// <summary>Entries in a file, which <see cref="EntryStore"/> wrote.</summary>
/// <param name="Path">Of the file, in full.</param>
/// <param name="Offset">Where the layer's first entry starts, in bytes.</param>
/// <param name="Count">How many entries the layer has.</param>
public sealed record StoredEntries(string Path, long Offset, int Count) : LayerContent
{
    /// <exception cref="RustImageException">RIMG0005: the file is damaged.</exception>
    [JsonIgnore]
    public override IEnumerable<LayerEntry> Entries => EntryStore.Read(this);

    internal override void WriteTar(Stream output) => LayerTarWriter.Write(output, Entries);

    internal override Diagnostic Changed(string title) => Messages.LayerChanged(title);
}

/// <summary>A layer of the base, as the cache of this machine has it.</summary>
/// <param name="Path">Of the compressed bytes.</param>
/// <param name="MediaType">Says how they are compressed (<see cref="LayerFormat"/>).</param>
public sealed record BaseBlob(string Path, string MediaType) : LayerContent
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
