using RustImage.Toml;

namespace RustImage.Cargo.Manifests;

/// <summary>The settings of a profile about symbols, some of them inherited (doc.rust-lang.org/cargo/reference/profiles.html).</summary>
/// <param name="Strip">"none", "debuginfo" or "symbols"; null where no profile sets it.</param>
/// <param name="Debug">"none", "line-directives-only", "line-tables-only", "limited" or "full"; null where no profile sets it.</param>
internal sealed record CargoProfile(string? Strip, string? Debug)
{
    /// <param name="root">The manifest of the workspace's root. cargo ignores the profiles of other members.</param>
    /// <exception cref="AskCargoException">cargo would refuse the profile.</exception>
    public static CargoProfile Read(string name, TomlTable root, CargoConfig config)
    {
        var (strip, debug) = (default(string), default(string));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (string? here = name; here is not null; here = Inherited(here, root, config))
        {
            if (!seen.Add(here))
                throw new AskCargoException($"the profile '{name}' inherits from itself");
            strip ??= Value(here, "strip", root, config) switch { "true" => "symbols", "false" => "none", var other => other };
            debug ??= Value(here, "debug", root, config) switch
            {
                "true" or "2" => "full",
                "false" or "0" => "none",
                "1" => "limited",
                var other => other,
            };
        }
        return new CargoProfile(strip, debug);
    }

    private static string? Inherited(string name, TomlTable root, CargoConfig config) => name switch
    {
        "dev" or "release" => null,
        "bench" => Value(name, "inherits", root, config) ?? "release",
        "test" or "doc" or "debug" => Value(name, "inherits", root, config) ?? "dev",
        _ => Value(name, "inherits", root, config) ?? throw new AskCargoException($"the profile '{name}' does not say what it inherits"),
    };

    /// <summary>Looks up a key of a profile. The configuration wins over the manifest.</summary>
    private static string? Value(string profile, string key, TomlTable root, CargoConfig config) =>
        config.Scalar("profile", profile, key)?.Text ?? root.Table("profile")?.Table(profile)?[key] switch
        {
            TomlString s => s.Text,
            TomlInteger i => i.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
            TomlBoolean b => b.Value ? "true" : "false",
            _ => null,
        };
}
