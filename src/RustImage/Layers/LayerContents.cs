namespace RustImage.Layers;

/// <summary>What one layer holds, for reports.</summary>
/// <param name="Entries">In the tar's order.</param>
public sealed record LayerContents(string Title, IReadOnlyList<LayerContent> Entries)
{
    public static LayerContents Of(PlannedLayer plan) => new(plan.Title, [.. plan.Entries.Select(LayerContent.Of)]);
}
