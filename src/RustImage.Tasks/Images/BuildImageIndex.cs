using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using RustImage.Images;
using Task = System.Threading.Tasks.Task;

namespace RustImage.Tasks;

/// <summary>The images of several platforms → the index over their manifests, and with it the digest of them all.</summary>
public sealed class BuildImageIndex : RustImageTask
{
    /// <summary>Runtime identifiers in the project's order, each with ImageState and ConfigState.</summary>
    [Required]
    public ITaskItem[] Platforms { get; set; } = [];

    [Required]
    public string ImageState { get; set; } = "";

    /// <summary>The JSON of the index.</summary>
    [Output]
    public string Manifest { get; set; } = "";

    /// <summary>The digest of the index, by which registries know the image.</summary>
    [Output]
    public string ImageDigest { get; set; } = "";

    /// <summary>The media type of the index.</summary>
    [Output]
    public string MediaType { get; set; } = "";

    /// <summary>Every name of the image.</summary>
    [Output]
    public string[] Names { get; set; } = [];

    /// <summary>Each platform with Manifest, Configuration, ManifestDigest and ManifestMediaType.</summary>
    [Output]
    public ITaskItem[] Images { get; set; } = [];

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var images = Platforms
            .Select(p => StepState.Read(p.GetMetadata("ImageState"), StepJson.Readable.PublishedImage).Images[0]).ToList();
        var annotations = Annotations.JoinIndex(
            Platforms.Select(p => StepState.Read(p.GetMetadata("ConfigState"), StepJson.Readable.ConfiguredImage).Annotations));
        var published = PublishedImage.Join(images, annotations);
        StepOf(ImageState).Keep(published, StepJson.Readable.PublishedImage);
        Manifest = Encoding.UTF8.GetString(published.Root.Bytes);
        (ImageDigest, MediaType) = ($"{published.Digest}", published.Root.MediaType);
        Names = [.. published.Names];
        Images = [.. Platforms.Zip(images, CreateItem)];
        return Task.CompletedTask;
    }

    private static ITaskItem CreateItem(ITaskItem platform, CompressedImage image)
    {
        ITaskItem2 item = new TaskItem(platform.ItemSpec);
        // As literals, since a label may have a percent sign.
        item.SetMetadataValueLiteral("Manifest", Encoding.UTF8.GetString(image.Manifest.Bytes));
        item.SetMetadataValueLiteral("Configuration", Encoding.UTF8.GetString(image.Config.Bytes));
        item.SetMetadata("ManifestDigest", $"{image.Digest}");
        item.SetMetadata("ManifestMediaType", image.Manifest.MediaType);
        return item;
    }
}
