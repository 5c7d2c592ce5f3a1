using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using RustImage.Http;

namespace RustImage.Registry.Blobs;

/// <summary>The body of a request with a part of a blob. It reads the file while it sends, so memory does not grow with the blob.</summary>
internal sealed class BlobContent : HttpContent
{
    private const int BufferSize = 1 << 16;

    /// <summary>
    /// In bytes a second. Before it answers, a registry hashes the blob and may move it to other storage, which takes longer for larger
    /// blobs.
    /// </summary>
    private const double SlowestRegistry = 10e6;

    private readonly RegistryBlob _blob;
    private readonly long _offset;
    private readonly long _length;
    private readonly StallWatch _watch;
    private readonly Action<long>? _onBytes;

    /// <param name="onBytes">
    /// Called with the number of bytes of the blob that were sent, with those before <paramref name="offset"/>.
    /// </param>
    public BlobContent(RegistryBlob blob, long offset, long length, StallWatch watch, Action<long>? onBytes)
    {
        (_blob, _offset, _length, _watch, _onBytes) = (blob, offset, length, watch, onBytes);
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SendAsync(stream, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        SendAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    private async Task SendAsync(Stream stream, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var file = BlobFile.Open(_blob, _offset);
            for (long sent = 0; sent < _length;)
            {
                var wanted = (int)Math.Min(BufferSize, _length - sent);
                var count = await BlobFile.ReadAsync(_blob, file, buffer.AsMemory(0, wanted), cancellation).ConfigureAwait(false);
                await stream.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
                sent += count;
                _watch.Moved(sent == _length ? TimeSpan.FromSeconds(_blob.Size / SlowestRegistry) : default);
                _onBytes?.Invoke(_offset + sent);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
