using System.Security.Cryptography;

namespace RustImage.Registry.Blobs;

/// <summary>Reads what is pushed. Its failures must not be taken for the network's, which would be tried again.</summary>
internal static class BlobFile
{
    /// <exception cref="RustImageException">RIMG0002: it can't be read. RIMG6208: it is shorter.</exception>
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

    /// <returns>At least one byte.</returns>
    /// <exception cref="RustImageException">RIMG0002: it can't be read. RIMG6208: it ends here.</exception>
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

    /// <exception cref="RustImageException">RIMG0002: it can't be read. RIMG6208: it has other bytes than it should.</exception>
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
