using RustImage.Layers;

namespace RustImage.Outputs.Engines;

/// <summary>
/// An archive as of <c>docker save</c> (moby's image/spec/spec.md), written straight to an engine's standard input: its layers are not
/// compressed, no file is made of it, and memory does not grow with it.
/// </summary>
/// <param name="LeftOut">Layers that the engine has.</param>
internal sealed record EngineArchive(LocalImage Image, IReadOnlySet<Digest> LeftOut)
{
    private const int BufferSize = 1 << 16;

    /// <summary>Writes from a thread of its own, as layers are written synchronously, and the engine's answers must be read meanwhile.</summary>
    /// <exception cref="RustImageException">RIMG4006: a file of a layer has changed.</exception>
    public Task WriteAsync(Stream output, CancellationToken cancellation) => Task.Run(() => Write(output, cancellation), cancellation);

    private void Write(Stream output, CancellationToken cancellation)
    {
        // Not disposed of: the output is its owner's to close, and after an error nothing more shall reach it.
        var buffer = new BufferedStream(output, BufferSize);
        Add(buffer, ImageArchive.BlobName(Image.Config.Digest), Image.Config.Bytes);
        foreach (var (layer, plan) in Image.Layers.Zip(Image.Plans.Value).DistinctBy(l => l.First.DiffId))
        {
            if (!LeftOut.Contains(layer.DiffId))
                Add(buffer, layer, plan, cancellation);
        }
        // Last: without it, what came before an end that is too early is no image.
        Add(buffer, "manifest.json", ArchiveIndex.Docker(Image.Config.Digest, Image.Names, Image.Layers.Select(l => l.DiffId)));
        buffer.Write(new byte[2 * TarHeader.BlockSize]);
        buffer.Flush();
    }

    private static void Add(Stream tar, TarLayer layer, PlannedLayer plan, CancellationToken cancellation)
    {
        tar.Write(TarHeader.File(ImageArchive.BlobName(layer.DiffId), layer.Size));
        layer.Write(plan, tar, cancellation);
        tar.Write(TarHeader.Padding(layer.Size));
    }

    private static void Add(Stream tar, string name, byte[] bytes)
    {
        tar.Write(TarHeader.File(name, bytes.Length));
        tar.Write(bytes);
        tar.Write(TarHeader.Padding(bytes.Length));
    }
}
