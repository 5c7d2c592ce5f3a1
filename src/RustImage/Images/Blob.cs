namespace RustImage.Images;

/// <summary>A small blob that is held in memory.</summary>
public sealed record Blob(string MediaType, byte[] Bytes)
{
    public Digest Digest { get; } = Digest.OfBytes(Bytes);
}
