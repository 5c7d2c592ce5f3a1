using System.Globalization;
using Microsoft.Build.Framework;

namespace RustImage.Tasks;

/// <summary>Prints the image's contents as a table: layer, file, size, why.</summary>
public sealed class ExplainImage : FinishedImageTask
{
    [Required]
    public string ContentsStep { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        var image = ReadImage();
        foreach (var layer in image.Layers.Where(l => l.IsBase))
            Print("{0}: {1:N0} bytes compressed, {2}", layer.Tar.Title, layer.Size, layer.Digest);
        foreach (var (layer, contents) in image.Layers.Where(l => !l.IsBase).Zip(StepFile.Read(ContentsStep, StepFile.Json.ContentsStep).Layers))
        {
            Print("{0}: {1:N0} bytes compressed, {2}", layer.Tar.Title, layer.Size, layer.Digest);
            // Each layer repeats the directories above its files.
            var files = contents.Entries.Where(e => shown.Add(e.Path)).ToList();
            // None where a layer only repeats a directory that the project declares.
            var width = files.Select(e => Name(e.Path, e.Target).Length).DefaultIfEmpty().Max();
            foreach (var e in files)
                Print("  {0}  {1}  {2}  {3}", e.Mode, Bytes(e.Size), Name(e.Path, e.Target).PadRight(width), e.Reason);
        }
        return Task.CompletedTask;
    }

    private void Print(string format, params object[] values) => Log.LogMessage(MessageImportance.High, format, values);

    private static string Name(string path, string? target) => target is null ? path : $"{path} -> {target}";

    private static string Bytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes,11:N0}");
}
