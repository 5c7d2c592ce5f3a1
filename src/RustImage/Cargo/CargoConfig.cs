using System.Text.Json;

namespace RustImage.Cargo;

/// <summary>cargo's merged configuration (.cargo/config.toml of every directory upwards), as cargo itself reads it.</summary>
public sealed class CargoConfig(JsonElement root)
{
    /// <summary>No configuration at all.</summary>
    public static CargoConfig Empty { get; } = new(JsonDocument.Parse("{}").RootElement);

    /// <remarks>
    /// <c>cargo config get</c> is unstable (rust-lang/cargo#9301): this one call, and no other, asks with RUSTC_BOOTSTRAP.
    /// A cargo that refuses gives no configuration rather than an error: the build itself will say what is wrong.
    /// </remarks>
    public static async Task<CargoConfig> ReadAsync(CargoTool cargo, CancellationToken cancellation = default)
    {
        var tool = cargo with { Environment = new Dictionary<string, string?>(cargo.Environment ?? new Dictionary<string, string?>()) { ["RUSTC_BOOTSTRAP"] = "1" } };
        var answer = await tool.CaptureAsync(["-Zunstable-options", "config", "get", "--format", "json"], cancellation).ConfigureAwait(false);
        return answer.ExitCode == 0 ? new CargoConfig(JsonDocument.Parse(answer.StandardOutput).RootElement) : Empty;
    }

    /// <summary>build.target: cargo builds for each of them where --target names none.</summary>
    public IReadOnlyList<string> BuildTargets => StringList("build", "target") ?? [];

    public string? BuildRustc => StringList("build", "rustc") is [var one] ? one : null;

    /// <summary>build.rustflags.</summary>
    public IReadOnlyList<string> BuildRustFlags => StringList("build", "rustflags") ?? [];

    /// <summary>target.TRIPLE.rustflags.</summary>
    public IReadOnlyList<string> TargetRustFlags(string triple) => StringList("target", triple, "rustflags") ?? [];

    /// <summary>The rustflags of each target.'cfg(…)' that matches, in cargo's order.</summary>
    public IReadOnlyList<string> CfgRustFlags(IReadOnlySet<string> cfg)
    {
        if (!root.TryGetProperty("target", out var targets) || targets.ValueKind != JsonValueKind.Object)
            return [];
        return
        [
            .. targets.EnumerateObject().Select(t => t.Name).Where(name => CfgExpression.Matches(name, cfg))
                .Order(StringComparer.Ordinal)
                .SelectMany(name => StringList("target", name, "rustflags") ?? []),
        ];
    }

    /// <summary>A value that may be written as a list or as one string of words; null where it is not set.</summary>
    private IReadOnlyList<string>? StringList(params ReadOnlySpan<string> path)
    {
        var value = root;
        foreach (var key in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(key, out value))
                return null;
        }
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            JsonValueKind.Array => [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)],
            _ => null,
        };
    }
}
