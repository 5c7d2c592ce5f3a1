using System.Globalization;
using Microsoft.Build.Framework;

namespace RustImage.Tasks;

/// <summary>Says in one line what the build made, whether it is new or up to date.</summary>
public sealed class DescribeImage : FinishedImageTask
{
    [Required]
    public string Archive { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var image = ReadImage();
        var layers = image.Images.SelectMany(i => i.Layers).DistinctBy(l => l.Digest).ToList();
        var platforms = image.HasIndex ? $"{string.Join(" and ", image.Platforms)}, " : "";
        Log.LogMessage(
            MessageImportance.High, "{0} -> {1} ({2}{3} in {4} layers, {5})",
            image.Names[0], Archive, platforms, Megabytes(layers.Sum(l => l.Size)), layers.Count, image.Digest);
        return Task.CompletedTask;
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
