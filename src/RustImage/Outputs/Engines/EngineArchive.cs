using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using RustImage.Formats.Tar;
using RustImage.Images;

namespace RustImage.Outputs.Engines;

/// <summary>Writes an archive as <c>docker save</c> does (moby's image/spec/spec.md) straight to an engine's standard input.</summary>
/// <remarks>The layers are not compressed, no file is written, and memory does not grow with the image.</remarks>
/// <param name="Names">The names that the image gets in the engine, at least one: <c>hello:0.1.0</c>.</param>
/// <param name="LeftOut">The diffIDs of layers that the engine has.</param>
internal sealed record EngineArchive(Image Image, IReadOnlyList<string> Names, IReadOnlySet<Digest> LeftOut)
{
    private const int BufferSize = 1 << 16;

    /// <summary>How far files are read and hashed ahead of the engine, which reads in bursts.</summary>
    private static readonly PipeOptions ReadAhead = new(
        pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19, minimumSegmentSize: BufferSize, useSynchronizationContext: false);

    /// <summary>Writes the archive. One thread reads and hashes the layers while the other sends what is ready.</summary>
    /// <exception cref="RustImageException">RIMG4006: a file of a layer has changed.</exception>
    public async Task WriteAsync(Stream output, CancellationToken cancellation)
    {
        var pipe = new Pipe(ReadAhead);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var writing = Task.Run(() => Fill(pipe.Writer, stop.Token), CancellationToken.None);
        try
        {
            await pipe.Reader.CopyToAsync(output, stop.Token).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await pipe.Reader.CompleteAsync().ConfigureAwait(false);
            await writing.ConfigureAwait(false);
        }
    }

    /// <summary>An exception here reaches the reader of the pipe, which throws it where the archive would end.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "It is thrown where the pipe is read.")]
    private void Fill(PipeWriter writer, CancellationToken cancellation)
    {
        try
        {
            using var output = writer.AsStream(leaveOpen: true);
            Write(output, cancellation);
            writer.Complete();
        }
        catch (Exception e)
        {
            writer.Complete(e);
        }
    }

    private void Write(Stream output, CancellationToken cancellation)
    {
        // Not disposed: the owner closes the output, and after an error nothing more may reach it.
        var buffer = new BufferedStream(output, BufferSize);
        var tar = new TarWriter(buffer);
        tar.Add(LayoutFiles.BlobName(Image.Config.Digest), Image.Config.Bytes);
        foreach (var layer in Image.Layers.DistinctBy(l => l.DiffId).Where(l => !LeftOut.Contains(l.DiffId)))
            tar.Add(LayoutFiles.BlobName(layer.DiffId), layer.Size, content => layer.WriteTar(content, cancellation));
        // manifest.json comes last: without it, an archive that ends too early is not an image.
        tar.Add("manifest.json", LayoutFiles.DockerManifest(Image.Config.Digest, Names, Image.Layers.Select(l => l.DiffId)));
        tar.End();
        buffer.Flush();
    }
}
