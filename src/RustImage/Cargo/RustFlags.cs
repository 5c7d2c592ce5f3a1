namespace RustImage.Cargo;

/// <summary>
/// The flags that cargo would give rustc by itself. cargo takes one of four sources and ignores the others
/// (doc.rust-lang.org/cargo/reference/config.html#buildrustflags), so ours can only be appended to the one that it would take.
/// </summary>
public static class RustFlags
{
    /// <summary>The variable that outranks every other source; its flags are separated by 0x1F.</summary>
    public const string Variable = "CARGO_ENCODED_RUSTFLAGS";

    private const char Separator = '\x1f';

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
