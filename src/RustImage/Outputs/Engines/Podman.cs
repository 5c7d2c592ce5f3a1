using RustImage.Images;

namespace RustImage.Outputs.Engines;

/// <summary>Loads images into Podman, which knows an image by the digest of its configuration.</summary>
/// <remarks>
/// A local Podman reads a layout, and does not open the files of layers that it has. One in a virtual machine or on another host gets an
/// archive with all layers.
/// </remarks>
/// <param name="isRemote">Whether the command talks to a Podman in a virtual machine or on another host.</param>
/// <param name="initPath">A static init program of this machine that Podman does not find by itself; null without one.</param>
internal sealed class Podman(EngineCommand command, bool isRemote, string? initPath) : IContainerEngine
{
    public const string EngineName = "Podman";

    private static readonly string[] OwnInits =
        ["/usr/libexec/podman/catatonit", "/usr/lib/podman/catatonit", "/usr/local/libexec/podman/catatonit"];

    /// <summary>Init programs of other packages. They are linked statically, since they run inside the container.</summary>
    private static readonly string[] OtherInits =
        ["/usr/bin/catatonit", "/usr/bin/tini-static", "/usr/bin/docker-init", "/usr/libexec/docker/docker-init"];

    public string Name => EngineName;

    public string Program => command.Program;

    public FoundEngine Found => new(Name, Program) { IsRemote = isRemote, InitPath = initPath };

    /// <remarks>A remote Podman has its own init program.</remarks>
    public IReadOnlyList<string> InitOptions =>
        isRemote || OwnInits.Any(File.Exists) ? ["--init"] : initPath is null ? [] : ["--init", "--init-path", initPath];

    /// <param name="host">The object "host" in the output of <c>podman info</c>.</param>
    public static Podman Of(EngineCommand command, ForeignJson host)
    {
        var isRemote = !OperatingSystem.IsLinux() || host["serviceIsRemote"].IsTrue;
        return new Podman(command, isRemote, OtherInits.FirstOrDefault(File.Exists));
    }

    /// <summary>Adds <c>localhost/</c> to a name without a registry, so that Podman does not ask which registry is meant.</summary>
    public string LocalName(string name) =>
        name.Split('/') is [var first, _, ..] && (first.Contains('.') || first.Contains(':') || first == "localhost")
            ? name : $"localhost/{name}";

    public async Task<LoadResult> LoadAsync(Image image, CancellationToken cancellation)
    {
        IReadOnlyList<string> names = [.. image.Names.Select(LocalName)];
        var images = await EngineImages.ListAsync(command, cancellation).ConfigureAwait(false);
        if (images.Has(image.Config.Digest))
        {
            if (names.Except(images.NamesOf(image.Config.Digest)).ToList() is [_, ..] lacking)
                await command.CaptureAsync(["tag", image.Config.Digest.Hex, .. lacking], cancellation).ConfigureAwait(false);
            return new LoadResult(0, 0);
        }
        if (isRemote)
        {
            await EngineLoad.SendAsync(command, image, names, new HashSet<Digest>(), cancellation).ConfigureAwait(false);
            await CheckAsync(image, names[0], cancellation).ConfigureAwait(false);
            return LayerReuse.CountSent(image.Layers, new HashSet<Digest>());
        }
        var known = await images.ListLayersAsync(names, cancellation).ConfigureAwait(false);
        var leftOut = LayerReuse.FindAnywhere(image.Layers, known);
        leftOut = await PodmanPull.TakeAsync(command, image, names, leftOut, cancellation).ConfigureAwait(false);
        return LayerReuse.CountSent(image.Layers, leftOut);
    }

    /// <summary>Checks that the name leads to the image that was sent, since another load may have taken the name.</summary>
    private async Task CheckAsync(Image image, string name, CancellationToken cancellation)
    {
        var answer = await command.CaptureAsync(["image", "inspect", "--format", "{{.Id}}", name], cancellation).ConfigureAwait(false);
        var found = answer.Trim();
        if (found != image.Config.Digest.Hex)
            throw Messages.OtherImageLoaded(Name, name, image.Config.Digest.ToString(), found).ToException();
    }
}
