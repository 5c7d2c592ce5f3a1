using RustImage.Toml;

namespace RustImage;

public static partial class Messages
{
    internal static Diagnostic TomlSyntax(TomlPlace place, string reason) => new("RIMG1030",
        $"This is not sound TOML: {OneLine(reason).TrimEnd('.')}. Correct it, as toml.io describes.", place.File, place.Line, place.Column);

    internal static Diagnostic TomlType(TomlPlace place, string found, string wanted) => new("RIMG1030",
        $"The value is {found}, but {wanted} is needed here: write one, as the reference of cargo or rustup describes.", place.File, place.Line, place.Column);

    internal static Diagnostic DamagedLock(TomlPlace place, string reason) => new("RIMG1031",
        $"Cargo.lock is not in a form that cargo writes: {reason}. Run 'cargo generate-lockfile', or take the file from version control again.",
        place.File, place.Line, place.Column);
}
