namespace RustImage;

public static partial class Messages
{
    public static Diagnostic TomlSyntax(string file, int line, int column, string reason) => new("RIMG1030",
        $"This is not sound TOML: {OneLine(reason).TrimEnd('.')}. Correct it, as toml.io describes.", file, line, column);

    public static Diagnostic TomlType(string file, int line, int column, string found, string wanted) => new("RIMG1031",
        $"The value is {found}, but {wanted} is needed here: write one, as the reference of cargo or rustup describes.", file, line, column);

    public static Diagnostic DamagedCargoLock(string file, int line, int column, string reason) => new("RIMG1032",
        $"Cargo.lock is not in a form that cargo writes: {reason}. Run 'cargo generate-lockfile', or take the file from version control again.",
        file, line, column);
}
