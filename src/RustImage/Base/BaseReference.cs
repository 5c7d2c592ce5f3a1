using System.Text.RegularExpressions;
using RustImage.Http;
using RustImage.Registry;

namespace RustImage.Base;

/// <summary>The value of <c>ContainerBaseImage</c>: an image in a registry, or in a file of this machine.</summary>
/// <param name="Name">The name in the project, without a digest.</param>
/// <param name="Digest">The digest in the project, which pins the image whatever its tag leads to; null without one.</param>
internal abstract partial record BaseReference(string Name, Digest? Digest)
{
    private const string DigestMark = "@sha256:";

    /// <param name="text">
    /// <c>[REGISTRY/]REPOSITORY[:TAG]</c> as in Docker; or, as in skopeo, <c>oci:DIRECTORY[:NAME]</c>, <c>oci-archive:FILE[:NAME]</c> or
    /// <c>docker-archive:FILE[:NAME]</c>. Each may end with <c>@sha256:DIGEST</c>.
    /// </param>
    /// <param name="directory">The project's directory, where relative paths start.</param>
    /// <exception cref="RustImageException">RIMG5101: the text has none of these forms.</exception>
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
        // Docker tells a host from the first part of a repository in the same way (distribution/reference, "splitDockerDomain").
        var isHost = slash > 0 && (name[..slash].IndexOfAny(['.', ':', '[']) >= 0 || name[..slash] == "localhost");
        var registry = isHost ? name[..slash] : RegistryName.DockerHub;
        var path = isHost ? name[(slash + 1)..] : name;
        var colon = path.IndexOf(':');
        var repository = colon < 0 ? path : path[..colon];
        var tag = colon < 0 ? "latest" : path[(colon + 1)..];
        return ReferenceGrammar.IsRegistry(registry) && ReferenceGrammar.IsRepository(repository) && ReferenceGrammar.IsTag(tag)
            ? new RegistryReference(name, digest, registry, RegistryName.Complete(registry, repository), tag) : null;
    }

    /// <summary>Hides a password that stands before the '@' of an address. A valid value never has "//".</summary>
    private static RustImageException Bad(string text) =>
        Messages.BadBaseReference(text.Contains("//", StringComparison.Ordinal) ? Redacted.Of(text) : text).ToException();

    /// <summary>A colon after a single letter belongs to a Windows drive.</summary>
    [GeneratedRegex(@"^(?<transport>oci|oci-archive|docker-archive):(?<path>([A-Za-z]:[\\/])?[^:]+)(:(?<name>.+))?\z")]
    private static partial Regex FileForm();
}

/// <summary>A base image in a registry.</summary>
/// <param name="Registry">"docker.io" where the name has no registry.</param>
/// <param name="Repository">With its namespace: "library/debian".</param>
/// <param name="Tag">"latest" where the name has no tag.</param>
internal sealed record RegistryReference(string Name, Digest? Digest, string Registry, string Repository, string Tag)
    : BaseReference(Name, Digest);

/// <summary>A base image in a file or directory of this machine.</summary>
/// <param name="Path">A full path.</param>
/// <param name="Image">The name of the image in the file; null where the file has only one image.</param>
internal sealed record LocalReference(string Name, Digest? Digest, BaseTransport Transport, string Path, string? Image)
    : BaseReference(Name, Digest);

/// <summary>The forms of an image on disk (skopeo's containers-transports(5)).</summary>
internal enum BaseTransport
{
    /// <summary>A directory that is an OCI layout (image-spec, image-layout.md).</summary>
    OciDirectory,

    /// <summary>A tar of an OCI layout.</summary>
    OciArchive,

    /// <summary>A tar that <c>docker save</c> wrote (moby, image/spec).</summary>
    DockerArchive,
}
