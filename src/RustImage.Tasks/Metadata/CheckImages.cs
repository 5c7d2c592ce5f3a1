using Microsoft.Build.Framework;
using RustImage.Images;

namespace RustImage.Tasks;

/// <summary>Fails where two images of one project would replace each other, before any of them is built.</summary>
public sealed class CheckImages : RustImageTask
{
    /// <summary>Archives, each with Layout, Binary, MetadataState, Registries, Repositories and ImageTags.</summary>
    [Required]
    public ITaskItem[] Images { get; set; } = [];

    protected override Task RunAsync(CancellationToken cancellation)
    {
        NamedImage.CheckDistinct([.. Images.Select(Read)]);
        return Task.CompletedTask;
    }

    /// <summary>Reads the names of an image from an item with MetadataState, Registries, Repositories and ImageTags.</summary>
    internal static IReadOnlyList<ImageReference> ReadReferences(ITaskItem image) =>
        StepState.Read(image.GetMetadata("MetadataState"), StepJson.Readable.CollectedMetadata).ReferencesOr(
            List([image.GetMetadata("Registries")]), List([image.GetMetadata("Repositories")]), List([image.GetMetadata("ImageTags")]));

    private static NamedImage Read(ITaskItem image) =>
        new(image.GetMetadata("Binary"), ReadReferences(image), image.ItemSpec, image.GetMetadata("Layout"));
}
