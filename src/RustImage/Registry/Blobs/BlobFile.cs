using System.Security.Cryptography;

namespace RustImage.Registry.Blobs;

/// <summary>Reads the blob that is pushed. Errors of the disk become coded, so that they are not taken for errors of the network.</summary>
internal static class BlobFile
{
    /// <exception cref="RustImageException">RIMG0002: the file can't be read.</exception>
    public static Stream Open(RegistryBlob blob, long offset)
    {
        try
        {
            var file = blob.Open();
            file.Position = offset;
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Messages.InputOutput(e.Message).ToException(e);
        }
    }

    /// <returns>The number of bytes that were read; at least 1.</returns>
    /// <exception cref="RustImageException">RIMG0002: the file can't be read. RIMG6208: it ends too early.</exception>
    public static async ValueTask<int> ReadAsync(RegistryBlob blob, Stream file, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await file.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var count ? count
                : throw Messages.PushedFileChanged(blob.Name, $"{blob.Size} bytes", $"{file.Position} bytes").ToException();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Messages.InputOutput(e.Message).ToException(e);
        }
    }

    /// <exception cref="RustImageException">RIMG0002: the file can't be read. RIMG6208: it has another digest.</exception>
    public static async Task CheckAsync(RegistryBlob blob, CancellationToken cancellation)
    {
        using var file = Open(blob, 0);
        try
        {
            var found = Digest.FromHash(await SHA256.HashDataAsync(file, cancellation).ConfigureAwait(false));
            if (found != blob.Digest)
                throw Messages.PushedFileChanged(blob.Name, $"the digest {blob.Digest}", $"the digest {found}").ToException();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Messages.InputOutput(e.Message).ToException(e);
        }
    }
}
