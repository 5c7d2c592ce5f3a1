using Microsoft.Build.Framework;

namespace RustImage.Tasks;

/// <summary>What one call of cargo takes must be the same for all binaries that it builds.</summary>
public sealed class CheckCargoSettings : RustImageTask
{
    /// <summary>An item whose metadata are the settings of the project, by the names of their properties.</summary>
    [Required]
    public ITaskItem Common { get; set; } = null!;

    /// <summary>Likewise of each binary, with Binary.</summary>
    [Required]
    public ITaskItem[] Binaries { get; set; } = [];

    protected override Task RunAsync(CancellationToken cancellation)
    {
        // MSBuild adds metadata of its own, and may leave out those that are empty.
        var properties = Binaries.Prepend(Common).SelectMany(i => i.CloneCustomMetadata().Keys.Cast<string>())
            .Where(p => p.StartsWith("Cargo", StringComparison.Ordinal) || p.StartsWith("Container", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        var differences =
            from binary in Binaries
            from property in properties
            let value = binary.GetMetadata(property)
            let common = Common.GetMetadata(property)
            where value != common
            select Messages.CargoSettingOfOneBinary(property, binary.GetMetadata("Binary"), value, common);
        return differences.ToList() is { Count: > 0 } diagnostics ? throw new RustImageException(diagnostics) : Task.CompletedTask;
    }
}
