namespace RustImage.Cargo;

/// <summary>One line of <c>cargo build --message-format=json</c> (doc.rust-lang.org/cargo/reference/external-tools.html).</summary>
internal sealed record CargoMessage(string Reason)
{
    /// <summary>A URL since cargo 1.77, which stood in parentheses behind name and version before.</summary>
    public string? PackageId { get; init; }

    /// <summary>Whether the package lies in a directory of the user's, not in a registry.</summary>
    public bool IsLocal => PackageId is { } id && (id.StartsWith("path+", StringComparison.Ordinal) || id.Contains("(path+", StringComparison.Ordinal));

    /// <summary>The package's Cargo.toml.</summary>
    public string? ManifestPath { get; init; }

    public CargoTarget? Target { get; init; }

    public string? Executable { get; init; }

    /// <summary>What an artifact consists of.</summary>
    public IReadOnlyList<string>? Filenames { get; init; }

    public RustcMessage? Message { get; init; }
}

/// <summary>A diagnostic of rustc's (doc.rust-lang.org/rustc/json.html).</summary>
internal sealed record RustcMessage(string Message, string Level, IReadOnlyList<RustcSpan> Spans, IReadOnlyList<RustcMessage> Children)
{
    public RustcCode? Code { get; init; }

    public string? Rendered { get; init; }
}

internal sealed record RustcCode(string Code);

/// <param name="LineStart">1-based, as is the column.</param>
/// <param name="Expansion">The macro call that this code came from, if any.</param>
internal sealed record RustcSpan(
    string FileName, int LineStart, int ColumnStart, bool IsPrimary, string? Label, RustcExpansion? Expansion = null);

internal sealed record RustcExpansion(RustcSpan Span);
