using RustImage.Closure;
using RustImage.Closure.Certificates;
using RustImage.Closure.Sources;
using RustImage.State;

namespace RustImage.Layers;

/// <summary>The layers that a build adds, and what they mean for the image's configuration.</summary>
/// <param name="Layers">Without the layers of the base image.</param>
/// <param name="HasCertificates">Whether a layer or the base image has the bundle of certificates.</param>
/// <param name="Accounts">The names that a container may run as.</param>
internal sealed record ImageLayers(IReadOnlyList<Layer> Layers, bool HasCertificates, Accounts Accounts)
{
    /// <summary>Links whose targets are missing; null where there are none.</summary>
    public IReadOnlyList<MissingTarget>? MissingTargets { get; init; }

    /// <summary>Programs that scripts need; null where there are none.</summary>
    public IReadOnlyList<ScriptProgram>? ScriptPrograms { get; init; }

    private const int Executable = 0b111_101_101;

    /// <summary>Divides everything that is in the image into layers, and writes the list of their entries.</summary>
    /// <param name="application">The binary on this machine.</param>
    /// <param name="applicationPath">Its path in the image.</param>
    /// <param name="base">The files of the base image, or null.</param>
    /// <param name="entryFile">Where the list of entries is written.</param>
    /// <exception cref="RustImageException">RIMG4001, RIMG5126: two entries want one path. RIMG4006: a file changed meanwhile.</exception>
    public static async Task<ImageLayers> BuildAsync(
        StepRun run, ImageClosure closure, UserEntries entries, UserEntryDigests digests, string application, string applicationPath,
        IBaseFiles? @base, string entryFile, CancellationToken cancellation)
    {
        var binary = new FileEntry(applicationPath, FileContent.At(application), "the application", Executable);
        var plans = LayerPlan.Create(
            SkeletonFiles.Create(closure.Distribution, @base), LibraryEntries.Create(closure), entries.ToLayerEntries(), [binary], @base);
        var layers = await Layer.CreateAllAsync(plans, cancellation).ConfigureAwait(false);
        RecordInputs(run, layers, entries, digests);
        var hasCertificates = CertificateBundle.AreIn(plans.SelectMany(p => p.Entries).Select(e => e.Path), @base);
        var (stored, digest) = EntryStore.Write(entryFile, layers);
        run.Wrote("the list of entries", entryFile, digest);
        var tree = new ImageTree(plans.SelectMany(p => p.Entries), @base);
        return new ImageLayers(stored, hasCertificates, Accounts.Of(plans.SelectMany(p => p.Entries), @base))
        {
            MissingTargets = OrNull(MissingTarget.FindAll(closure, entries, tree, @base)),
            ScriptPrograms = OrNull(ScriptProgram.FindAll(entries, tree)),
        };
    }

    private static IReadOnlyList<T>? OrNull<T>(IReadOnlyList<T> list) => list.Count > 0 ? list : null;

    /// <summary>Records the bytes that the layers were made of. One digest stands for all of the user's files.</summary>
    private static void RecordInputs(StepRun run, IReadOnlyList<Layer> layers, UserEntries entries, UserEntryDigests digests)
    {
        var own = entries.Files.Select(f => f.HostPath).ToHashSet(StringComparer.Ordinal);
        var read = layers.SelectMany(l => l.Content.Entries).OfType<FileEntry>().Where(e => e.Content.HostPath is not null)
            .Select(e => (Path: e.Content.HostPath!, Digest: e.Content.Digest!.Value)).ToLookup(e => own.Contains(e.Path));
        foreach (var (path, digest) in read[false])
            run.Read("the file", path, digest);
        if (StepRun.ContentOf(read[true]) != digests.Contents)
            run.RunAgain("a RustImageFile changed while the step ran");
    }
}
