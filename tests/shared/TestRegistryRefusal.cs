namespace RustImage.Testing;

/// <summary>An answer with one of the spec's error codes (distribution-spec, "Error Codes").</summary>
internal sealed class TestRegistryRefusal(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public static TestRegistryRefusal BlobUnknown(Digest digest) => new(404, "BLOB_UNKNOWN", $"no blob {digest}");

    public static TestRegistryRefusal DigestInvalid(string? digest) => new(400, "DIGEST_INVALID", $"'{digest}' is not the digest");

    public static TestRegistryRefusal ManifestUnknown(string reference) => new(404, "MANIFEST_UNKNOWN", $"no manifest {reference}");

    public static TestRegistryRefusal ManifestInvalid(string reason) => new(400, "MANIFEST_INVALID", reason);

    public static TestRegistryRefusal NameUnknown(string name) => new(404, "NAME_UNKNOWN", $"no repository {name}");

    public static TestRegistryRefusal Unsupported(string method) => new(405, "UNSUPPORTED", $"no {method} here");

    public static TestRegistryRefusal UploadInvalid(string reason) => new(400, "BLOB_UPLOAD_INVALID", reason);

    public static TestRegistryRefusal UploadUnknown(string id) => new(404, "BLOB_UPLOAD_UNKNOWN", $"no upload {id}");
}
