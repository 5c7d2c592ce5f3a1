using Microsoft.Build.Framework;
using RustImage.Cargo;

namespace RustImage.Tasks;

/// <summary>Fails where a binary of the project has a cargo setting of its own: one call of cargo builds all binaries.</summary>
public sealed class CheckCargoSettings : RustImageTask
{
    /// <summary>An item whose metadata are the settings of the project, by the names of their properties.</summary>
    [Required]
    public ITaskItem Common { get; set; } = null!;

    /// <summary>An item like <see cref="Common"/> for each binary, with Binary.</summary>
    [Required]
    public ITaskItem[] Binaries { get; set; } = [];

    protected override Task RunAsync(CancellationToken cancellation)
    {
        SharedCargoSettings.Check(ReadSettings(Common), [.. Binaries.Select(b => (b.GetMetadata("Binary"), ReadSettings(b)))]);
        return Task.CompletedTask;
    }

    /// <summary>MSBuild adds metadata of its own, and may leave out empty ones.</summary>
    private static IReadOnlyDictionary<string, string> ReadSettings(ITaskItem item) =>
        item.CloneCustomMetadata().Keys.Cast<string>().ToDictionary(k => k, item.GetMetadata, StringComparer.Ordinal);
}
