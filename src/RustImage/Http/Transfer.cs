using System.Buffers;
using System.Security.Cryptography;

namespace RustImage.Http;

/// <summary>A download in progress: writes the bytes that sources send, and computes the digest of those received so far.</summary>
internal sealed class Transfer : IDisposable
{
    private const int BufferSize = 1 << 17;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private readonly Stream _destination;
    private readonly long _size;
    private readonly Digest _digest;
    private readonly Action<long>? _onBytes;

    private Transfer(Stream destination, long size, Digest digest, Action<long>? onBytes)
    {
        _destination = destination;
        _size = size;
        _digest = digest;
        _onBytes = onBytes;
    }

    /// <summary>The number of bytes that were received, counted from the start of the file.</summary>
    public long Received { get; private set; }

    /// <summary>Whether all bytes were received and have the right digest.</summary>
    public bool IsWhole => Received == _size && Found == _digest;

    private Digest Found => Digest.FromHash(_hash.GetCurrentHash());

    /// <param name="destination">
    /// Can be read, written and sought in. Its content is taken for the first bytes of the file; the digest shows in the end whether
    /// that is right.
    /// </param>
    /// <param name="onBytes">Called with <see cref="Received"/> whenever it changes.</param>
    public static async Task<Transfer> StartAsync(
        Stream destination, long size, Digest digest, Action<long>? onBytes, CancellationToken cancellation)
    {
        var transfer = new Transfer(destination, size, digest, onBytes);
        try
        {
            await transfer.TakeUpAsync(cancellation).ConfigureAwait(false);
            return transfer;
        }
        catch
        {
            transfer.Dispose();
            throw;
        }
    }

    /// <summary>Discards all bytes.</summary>
    public void Restart()
    {
        _destination.SetLength(0);
        _destination.Position = 0;
        _hash.GetHashAndReset();
        Received = 0;
        _onBytes?.Invoke(0);
    }

    /// <summary>Receives all that the source sends, and verifies that the file is complete.</summary>
    /// <exception cref="TransferException">
    /// The connection broke, and the received bytes are kept; or the source sent wrong bytes, and all bytes are discarded.
    /// </exception>
    public async Task TakeAsync(SourceBody body, StallWatch watch, CancellationToken cancellation)
    {
        if (body.Size is { } size && size != _size)
            throw new TransferException(Failure.WrongBytes, $"it has {size} bytes instead of {_size}");
        if (body.Offset != Received)
            Restart();
        while (await watch.RunAsync(c => body.Stream.ReadAsync(_buffer, c)).ConfigureAwait(false) is > 0 and var count)
        {
            if (Received + count > _size)
                throw Wrong($"it sent more than {_size} bytes");
            await _destination.WriteAsync(_buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
            Add(count);
        }
        if (Received < _size)
            throw new TransferException(Failure.Broken, $"it ended after {Received} of {_size} bytes");
        if (Found != _digest)
            throw Wrong($"its digest is {Found} instead of {_digest}");
        await _destination.FlushAsync(cancellation).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _hash.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private async Task TakeUpAsync(CancellationToken cancellation)
    {
        if (_destination.Length > _size)
            Restart();
        _destination.Position = 0;
        while (await _destination.ReadAsync(_buffer, cancellation).ConfigureAwait(false) is > 0 and var count)
            Add(count);
        if (Received == _size && !IsWhole)
            Restart();
    }

    private void Add(int count)
    {
        _hash.AppendData(_buffer, 0, count);
        Received += count;
        _onBytes?.Invoke(Received);
    }

    private TransferException Wrong(string reason)
    {
        Restart();
        return new TransferException(Failure.WrongBytes, reason);
    }
}
