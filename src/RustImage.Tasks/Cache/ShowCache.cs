using Microsoft.Build.Framework;
using RustImage.Upkeep;

namespace RustImage.Tasks;

/// <summary>The cache → a table of what is in it.</summary>
public sealed class ShowCache : RustImageTask
{
    [Required]
    public string CacheDirectory { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellation)
    {
        Log.Print(CacheTable.Lines(CacheDirectory, CacheContent.Read(CacheDirectory)));
        return Task.CompletedTask;
    }
}
