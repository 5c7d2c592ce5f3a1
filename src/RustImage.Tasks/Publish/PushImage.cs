using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using RustImage.Cache;
using RustImage.Outputs.Registries;
using RustImage.Registry;
using Task = System.Threading.Tasks.Task;

namespace RustImage.Tasks;

/// <summary>Image → its registries, under all its tags.</summary>
public sealed class PushImage : FinishedImageTask, ICacheUser
{
    [Required]
    public string CacheDirectory { get; set; } = "";

    /// <summary>Hosts that may speak plain HTTP.</summary>
    public string[] InsecureRegistries { get; set; } = [];

    /// <summary>A PEM file, or empty.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>In a project with several images, the binary of this one; else empty.</summary>
    public string Binary { get; set; } = "";

    /// <summary>
    /// An item for each repository, <c>REGISTRY/REPOSITORY@sha256:…</c>, with Project, ProjectFile, Binary, Registry, Repository, Digest
    /// and Tags.
    /// </summary>
    [Output]
    public ITaskItem[] Pushed { get; set; } = [];

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var image = ReadImage();
        var settings = new RegistrySettings
        {
            WorkingDirectory = ProjectDirectory,
            InsecureRegistries = List(InsecureRegistries),
            CertificateFile = OrNull(CertificateFile),
        };
        var locations = new BlobLocationCache(new CacheLayout(CacheDirectory).Registries);
        var registries = new RegistryOutput(settings, locations, new TransferLog(Log));
        var pushed = await registries.WriteAsync(image, cancellation).ConfigureAwait(false);
        foreach (var warning in pushed.SelectMany(p => p.Warnings))
            LogWarning(warning);
        foreach (var one in pushed)
            Log.LogMessage(MessageImportance.High, "{0} -> {1} ({2})", string.Join(", ", one.Reference.Tags), one.Pinned, CountBlobs(one));
        Pushed = [.. pushed.Select(CreateItem)];
    }

    private ITaskItem CreateItem(PushedImage pushed) => new TaskItem(pushed.Pinned, new Dictionary<string, string>
    {
        ["ProjectFile"] = ProjectFile,
        ["Project"] = Path.GetFileNameWithoutExtension(ProjectFile),
        ["Binary"] = Binary,
        ["Registry"] = pushed.Reference.Registry!,
        ["Repository"] = pushed.Reference.Repository,
        ["Digest"] = pushed.Digest.ToString(),
        ["Tags"] = string.Join(';', pushed.Reference.Tags),
    });

    private static string CountBlobs(PushedImage pushed)
    {
        var sent = pushed.Uploaded == 0
            ? "nothing sent"
            : string.Create(CultureInfo.InvariantCulture, $"{pushed.Uploaded} blobs sent, {pushed.UploadedBytes / 1e6:0.0} MB");
        return pushed.Mounted == 0 ? sent : $"{sent}, {pushed.Mounted} mounted";
    }
}
