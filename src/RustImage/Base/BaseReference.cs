using System.Text.RegularExpressions;
using RustImage.Http;
using RustImage.Registry;

namespace RustImage.Base;

/// <summary>What <c>ContainerBaseImage</c> names: an image of a registry, or of a file of this machine.</summary>
/// <param name="Name">As the project names it, without the digest.</param>
/// <param name="Digest">Where the project names one: it wins over the tag.</param>
public abstract partial record BaseReference(string Name, Digest? Digest)
{
    private const string DigestMark = "@sha256:";

    /// <param name="text"><c>[REGISTRY/]REPOSITORY[:TAG][@sha256:…]</c> as docker reads it, or, as skopeo does, <c>oci:DIRECTORY[:NAME]</c>,
    /// <c>oci-archive:FILE[:NAME]</c> or <c>docker-archive:FILE[:NAME]</c>, these, too, with a digest at the end.</param>
    /// <param name="directory">The project's, from which relative paths go.</param>
    /// <exception cref="RustImageException">RIMG5101: it is none of these.</exception>
    public static BaseReference Parse(string text, string directory)
    {
        var at = text.LastIndexOf(DigestMark, StringComparison.Ordinal);
        var name = at < 0 ? text : text[..at];
        Digest? digest = at < 0 ? null : RustImage.Digest.TryParse(text[(at + 1)..]) ?? throw Bad(text);
        return File(name, digest, directory) ?? Registry(name, digest) ?? throw Bad(text);
    }

    private static BaseReference? File(string name, Digest? digest, string directory)
    {
        if (FileForm().Match(name) is not { Success: true } match)
            return null;
        var transport = match.Groups["transport"].Value switch
        {
            "oci" => BaseTransport.OciDirectory,
            "oci-archive" => BaseTransport.OciArchive,
            _ => BaseTransport.DockerArchive,
        };
        var image = match.Groups["name"] is { Success: true } group ? group.Value : null;
        return new LocalReference(name, digest, transport, Path.GetFullPath(match.Groups["path"].Value, directory), image);
    }

    private static BaseReference? Registry(string name, Digest? digest)
    {
        var slash = name.IndexOf('/');
        // As docker tells a host from a part of a repository (distribution/reference, "splitDockerDomain").
        var isHost = slash > 0 && (name[..slash].IndexOfAny(['.', ':', '[']) >= 0 || name[..slash] == "localhost");
        var registry = isHost ? name[..slash] : RegistryName.DockerHub;
        var path = isHost ? name[(slash + 1)..] : name;
        var colon = path.IndexOf(':');
        var repository = colon < 0 ? path : path[..colon];
        var tag = colon < 0 ? "latest" : path[(colon + 1)..];
        return ReferenceGrammar.IsRegistry(registry) && ReferenceGrammar.IsRepository(repository) && ReferenceGrammar.IsTag(tag)
            ? new RegistryReference(name, digest, registry, RegistryName.Complete(registry, repository), tag) : null;
    }

    /// <summary>Only an address, which this is not to be, may have a password before its '@'.</summary>
    private static RustImageException Bad(string text) =>
        Messages.BadBaseReference(text.Contains("//", StringComparison.Ordinal) ? Redacted.Of(text) : text).ToException();

    /// <summary>A colon behind one letter is a Windows drive's.</summary>
    [GeneratedRegex(@"^(?<transport>oci|oci-archive|docker-archive):(?<path>([A-Za-z]:[\\/])?[^:]+)(:(?<name>.+))?\z")]
    private static partial Regex FileForm();
}

/// <param name="Registry">"docker.io" where the name has none.</param>
/// <param name="Repository">In full: "library/debian".</param>
/// <param name="Tag">"latest" where the name has none.</param>
public sealed record RegistryReference(string Name, Digest? Digest, string Registry, string Repository, string Tag) : BaseReference(Name, Digest);

/// <param name="Path">Full.</param>
/// <param name="Image">Which image of the file; null where it has only one.</param>
public sealed record LocalReference(string Name, Digest? Digest, BaseTransport Transport, string Path, string? Image) : BaseReference(Name, Digest);

/// <summary>The forms that an image has on disk, as skopeo names them (containers-transports(5)).</summary>
public enum BaseTransport
{
    /// <summary>An OCI layout (image-spec, image-layout.md).</summary>
    OciDirectory,

    /// <summary>An OCI layout in a tar.</summary>
    OciArchive,

    /// <summary>What <c>docker save</c> writes (moby, image/spec).</summary>
    DockerArchive,
}
