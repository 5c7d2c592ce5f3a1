using System.Collections.Concurrent;

namespace RustImage.Testing;

/// <param name="MediaType">The pushed media type without parameters.</param>
internal sealed record TestManifest(string MediaType, byte[] Bytes);

/// <summary>The content of a repository of a <see cref="TestRegistry"/>.</summary>
internal sealed class TestRepository
{
    private readonly ConcurrentDictionary<string, Digest> _tags = new(StringComparer.Ordinal);

    public ConcurrentDictionary<Digest, byte[]> Blobs { get; } = new();

    public ConcurrentDictionary<Digest, TestManifest> Manifests { get; } = new();

    /// <summary>Current uploads by id.</summary>
    public ConcurrentDictionary<string, TestUpload> Uploads { get; } = new(StringComparer.Ordinal);

    /// <summary>Tags in ordinal order.</summary>
    public IReadOnlyList<string> Tags => [.. _tags.Keys.Order(StringComparer.Ordinal)];

    public Digest AddBlob(byte[] bytes)
    {
        var digest = Digest.OfBytes(bytes);
        Blobs[digest] = bytes;
        return digest;
    }

    /// <param name="tag">A tag, or null for none.</param>
    public Digest AddManifest(string mediaType, byte[] bytes, string? tag = null)
    {
        var digest = Digest.OfBytes(bytes);
        Manifests[digest] = new TestManifest(mediaType, bytes);
        if (tag is not null)
            Tag(tag, digest);
        return digest;
    }

    public void Tag(string tag, Digest digest) => _tags[tag] = digest;

    public bool Untag(string tag) => _tags.TryRemove(tag, out _);

    /// <param name="reference">A tag or a digest.</param>
    /// <returns>Null if there is no such manifest.</returns>
    public Digest? Resolve(string reference) =>
        Digest.TryParse(reference) is { } digest ? (Manifests.ContainsKey(digest) ? digest : null)
        : _tags.TryGetValue(reference, out var tagged) && Manifests.ContainsKey(tagged) ? tagged : null;

    /// <summary>Deletes a manifest with all its tags.</summary>
    internal bool DeleteManifest(Digest digest)
    {
        foreach (var (tag, target) in _tags)
            if (target == digest)
                _tags.TryRemove(tag, out _);
        return Manifests.TryRemove(digest, out _);
    }
}
