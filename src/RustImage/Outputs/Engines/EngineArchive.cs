using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using RustImage.Formats.Tar;
using RustImage.Images;

namespace RustImage.Outputs.Engines;

/// <summary>
/// An archive as of <c>docker save</c> (moby's image/spec/spec.md), written straight to an engine's standard input: its layers are not
/// compressed, no file is made of it, and memory does not grow with it.
/// </summary>
/// <param name="Names">What the engine shall call it; at least one, <c>hello:0.1.0</c>.</param>
/// <param name="LeftOut">Layers that the engine has.</param>
internal sealed record EngineArchive(Image Image, IReadOnlyList<string> Names, IReadOnlySet<Digest> LeftOut)
{
    private const int BufferSize = 1 << 16;

    /// <summary>How far files may be read and hashed ahead of the engine, which has pauses of its own.</summary>
    private static readonly PipeOptions ReadAhead = new(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19, minimumSegmentSize: BufferSize, useSynchronizationContext: false);

    /// <summary>Layers are read and hashed on a thread of their own, while what is done of them goes to the engine.</summary>
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

    /// <summary>What goes wrong here comes out at the other end, in the place of the archive's end.</summary>
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
        // Not disposed of: the output is its owner's to close, and after an error nothing more shall reach it.
        var buffer = new BufferedStream(output, BufferSize);
        var tar = new TarWriter(buffer);
        tar.Add(LayoutFiles.BlobName(Image.Config.Digest), Image.Config.Bytes);
        foreach (var layer in Image.Layers.DistinctBy(l => l.DiffId).Where(l => !LeftOut.Contains(l.DiffId)))
            tar.Add(LayoutFiles.BlobName(layer.DiffId), layer.Size, content => layer.WriteTar(content, cancellation));
        // Last: without it, what came before an end that is too early is no image.
        tar.Add("manifest.json", LayoutFiles.DockerManifest(Image.Config.Digest, Names, Image.Layers.Select(l => l.DiffId)));
        tar.End();
        buffer.Flush();
    }
}
