namespace RustImage;

/// <summary>1030 to 1039: TOML files, and Cargo.lock.</summary>
internal static partial class Messages
{
    public static Diagnostic TomlSyntax(string file, int line, int column, string reason) => new("RIMG1030",
        $"This is not valid TOML: {OneLine(reason).TrimEnd('.')}. Correct it (toml.io describes the format).", file, line, column);

    public static Diagnostic TomlType(string file, int line, int column, string found, string wanted) => new("RIMG1031",
        $"The value is {found}, but must be {wanted}: correct it (see the reference of cargo or rustup).", file, line, column);

    public static Diagnostic DamagedCargoLock(string file, int line, int column, string reason) => new("RIMG1032",
        $"Cargo.lock is not in a form that cargo writes: {reason}. Run 'cargo generate-lockfile', or restore it from version control.",
        file, line, column);
}
