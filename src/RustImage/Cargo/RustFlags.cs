namespace RustImage.Cargo;

/// <summary>
/// Finds the flags that cargo passes to rustc. cargo reads one of four places and ignores the others
/// (doc.rust-lang.org/cargo/reference/config.html#buildrustflags), so flags of this SDK must be appended to the ones found there.
/// </summary>
internal static class RustFlags
{
    /// <summary>The environment variable that wins over all other places. Its flags are separated by the character 0x1F.</summary>
    public const string Variable = "CARGO_ENCODED_RUSTFLAGS";

    private const char Separator = '\x1f';

    /// <summary>Reads the flags of the place that cargo would take.</summary>
    /// <param name="cfg">Lines of <c>rustc --print cfg</c> for the target.</param>
    public static IReadOnlyList<string> Effective(CargoConfig config, string triple, IReadOnlySet<string> cfg)
    {
        if (config.Environment(Variable) is { } encoded)
            return Decode(encoded);
        if (config.Environment("RUSTFLAGS") is { } flags)
            return flags.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        IReadOnlyList<string> target = [.. config.TargetRustFlags(triple), .. config.CfgRustFlags(cfg)];
        return target.Count > 0 ? target : config.BuildRustFlags;
    }

    public static string Encode(IEnumerable<string> flags) => string.Join(Separator, flags);

    public static IReadOnlyList<string> Decode(string encoded) => encoded.Length == 0 ? [] : encoded.Split(Separator);
}
