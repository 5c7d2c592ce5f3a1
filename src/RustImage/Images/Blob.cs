namespace RustImage.Images;

/// <summary>A small blob in memory, such as a configuration.</summary>
internal sealed record Blob(string MediaType, byte[] Bytes)
{
    public Digest Digest { get; } = Digest.OfBytes(Bytes);
}
