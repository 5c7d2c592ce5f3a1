using RustImage.Metadata;

namespace RustImage.Images;

/// <summary>Where metadata of an image is looked for, and what the project says itself.</summary>
/// <param name="SourceDirectory">A directory of the application's sources, for Git.</param>
/// <param name="Environment">A variable's value by its name, or null.</param>
internal sealed record MetadataRequest(string SourceDirectory, Platform Platform, Func<string, string?> Environment)
{
    /// <summary>ContainerMetadataFile: a full path; "none" for no metadata at all; empty for the metadata in the environment.</summary>
    public string MetadataFile { get; init; } = "";

    /// <summary>The registries that the project itself names for its image. They replace those of the metadata.</summary>
    public IReadOnlyList<string> Registries { get; init; } = [];

    /// <summary>The repositories that the project itself names. They replace those of the metadata.</summary>
    public IReadOnlyList<string> Repositories { get; init; } = [];

    /// <summary>The tags that the project itself names. They replace those of the metadata.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The repository of tags that name no image.</summary>
    public string DefaultRepository { get; init; } = "";

    /// <summary>Whether labels and annotations keep the time at which the metadata was made, instead of the time of the sources.</summary>
    public bool KeepCreatedLabel { get; init; }

    /// <summary>Whether labels tell the commit and the repository.</summary>
    public bool PublishRepositoryUrl { get; init; }

    /// <summary>ContainerImageName, which has another name today, or empty.</summary>
    public string ObsoleteName { get; init; } = "";

    /// <summary>SOURCE_DATE_EPOCH: seconds since 1970, or empty.</summary>
    public string SourceDateEpoch { get; init; } = "";

    public ImageMetadata ReadMetadata() =>
        MetadataFile == "none" ? ImageMetadata.Empty : ImageMetadata.Read(MetadataFile.Length == 0 ? null : MetadataFile, Environment);
}
