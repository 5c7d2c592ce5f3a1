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
        Log.LogMessage(
            MessageImportance.High, "{0} -> {1} ({2} in {3} layers, {4})",
            image.Names[0], Archive, Megabytes(image.Layers.Sum(l => l.Size)), image.Layers.Count, image.Digest);
        return Task.CompletedTask;
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
