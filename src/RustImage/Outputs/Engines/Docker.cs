using RustImage.Images;

namespace RustImage.Outputs.Engines;

/// <summary>Loads images into Docker, through an archive on the standard input of its command.</summary>
/// <param name="keepsManifests">
/// Whether Docker uses containerd's image store. That knows an image by a manifest of its own, and its layers in a form of its own. So
/// it can't be asked for our image or layers, and everything is sent each time. Other stores know an image by the digest of its
/// configuration.
/// </param>
/// <param name="hasInit">Whether Docker comes with an init program.</param>
internal sealed class Docker(EngineCommand command, bool keepsManifests, bool hasInit) : IContainerEngine
{
    public const string EngineName = "Docker";

    public string Name => EngineName;

    public string Program => command.Program;

    public FoundEngine Found => new(Name, Program) { KeepsManifests = keepsManifests, HasInit = hasInit };

    public IReadOnlyList<string> InitOptions => hasInit ? ["--init"] : [];

    /// <param name="info">The output of <c>docker info</c> as JSON.</param>
    public static Docker Of(EngineCommand command, ForeignJson info)
    {
        var keepsManifests = info["DriverStatus"].ToString().Contains("io.containerd.snapshotter", StringComparison.Ordinal);
        return new Docker(command, keepsManifests, hasInit: info["InitCommit"].FindText("ID") != "N/A");
    }

    /// <summary>The name in Docker's lists: <c>docker.io/library/hello:1</c> is <c>hello:1</c> there.</summary>
    public string LocalName(string name)
    {
        const string Hub = "docker.io/", Official = "library/";
        if (!name.StartsWith(Hub, StringComparison.Ordinal))
            return name;
        var path = name[Hub.Length..];
        return path.StartsWith(Official, StringComparison.Ordinal) ? path[Official.Length..] : path;
    }

    public async Task<LoadResult> LoadAsync(Image image, CancellationToken cancellation)
    {
        IReadOnlyList<string> names = [.. image.Names.Select(LocalName)];
        var leftOut = (IReadOnlySet<Digest>)new HashSet<Digest>();
        if (!keepsManifests)
        {
            var images = await EngineImages.ListAsync(command, cancellation).ConfigureAwait(false);
            if (images.Has(image.Config.Digest))
            {
                foreach (var name in names.Except(images.NamesOf(image.Config.Digest)))
                    await command.CaptureAsync(["tag", image.Config.Digest.ToString(), name], cancellation).ConfigureAwait(false);
                return new LoadResult(0, 0);
            }
            leftOut = LayerReuse.FindStart(image.Layers, await images.ListLayersAsync(names, cancellation).ConfigureAwait(false));
        }
        leftOut = await EngineLoad.SendAsync(command, image, image.Names, leftOut, cancellation).ConfigureAwait(false);
        await CheckAsync(image, names[0], cancellation).ConfigureAwait(false);
        return LayerReuse.CountSent(image.Layers, leftOut);
    }

    /// <summary>Checks that the name leads to the image that was sent, since another load may have taken the name.</summary>
    private async Task CheckAsync(Image image, string name, CancellationToken cancellation)
    {
        var answer = await command.CaptureAsync(["image", "inspect", "--format", "{{.Id}} {{json .RootFS.Layers}}", name], cancellation)
            .ConfigureAwait(false);
        var found = answer.Trim().Split(' ', 2);
        var same = keepsManifests
            ? found is [_, var layers] && EngineImages.ReadLayers(layers).SequenceEqual(image.Layers.Select(l => l.DiffId))
            : found[0] == image.Config.Digest.ToString();
        if (!same)
            throw Messages.OtherImageLoaded(Name, name, image.Config.Digest.ToString(), found[0]).ToException();
    }
}
