using RustImage.Base;
using RustImage.Images;
using RustImage.Layers;

namespace RustImage.Outputs.Engines;

/// <summary>An image for an engine of this machine, which wants neither a manifest nor compressed layers.</summary>
/// <param name="Names">At least one, <c>hello:0.1.0</c>.</param>
/// <param name="Layers">The base's first.</param>
/// <param name="Tars">How to write the layers, in their order; not asked for where the engine has them all.</param>
public sealed record LocalImage(IReadOnlyList<string> Names, Blob Config, IReadOnlyList<TarLayer> Layers, Lazy<IReadOnlyList<WriteTar>> Tars)
{
    /// <summary>Layers that are written by their plans, on those of a base that are unpacked from the cache.</summary>
    /// <param name="layers">Without the base's.</param>
    public static LocalImage Create(
        IReadOnlyList<string> names, Blob config, IReadOnlyList<TarLayer> layers, Func<IReadOnlyList<PlannedLayer>> plans, IReadOnlyList<BaseLayer> below) => new(
            names,
            config,
            [.. below.Select((l, i) => new TarLayer($"base {i + 1}", l.DiffId, l.TarSize)), .. layers],
            new(() => [.. below.Select(Tar), .. layers.Zip(plans(), Tar)]));

    private static WriteTar Tar(BaseLayer layer) => (output, cancellation) => BaseTar.Write(layer, output, cancellation);

    private static WriteTar Tar(TarLayer layer, PlannedLayer plan) => (output, cancellation) => layer.Write(plan, output, cancellation);
}

/// <summary>Writes the tar of one layer.</summary>
/// <exception cref="RustImageException">RIMG4006, RIMG6001: a file of it has changed since, and what was written is worth nothing.</exception>
public delegate void WriteTar(Stream output, CancellationToken cancellation);

/// <param name="SentLayers">Those that the engine lacked.</param>
/// <param name="SentBytes">Of these, uncompressed.</param>
public sealed record LoadResult(int SentLayers, long SentBytes);

/// <summary>Docker or Podman, through its own command, which knows how its daemon is reached.</summary>
public interface IContainerEngine
{
    /// <summary>"Docker" or "Podman".</summary>
    string Name { get; }

    /// <summary>Its command.</summary>
    string Program { get; }

    /// <summary>
    /// Options of <c>run</c> that start the application below an init program; none where the engine has no such program.
    /// The kernel ignores a signal to the first process of a container that does not handle it, Ctrl+C's too.
    /// </summary>
    IReadOnlyList<string> InitOptions { get; }

    /// <summary>The name under which the engine has an image that was loaded as <paramref name="name"/>.</summary>
    string LocalName(string name);

    /// <summary>Makes the engine have the image under all its names, and sends only layers that it lacks where it allows that.</summary>
    /// <exception cref="RustImageException">RIMG6304: the engine refuses. RIMG6305: it has another image afterwards. RIMG4006: a file of a layer has changed.</exception>
    Task<LoadResult> LoadAsync(LocalImage image, CancellationToken cancellation);
}
