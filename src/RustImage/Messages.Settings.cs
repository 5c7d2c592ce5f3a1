namespace RustImage;

/// <summary>1040 to 1049: settings in Cargo.toml.</summary>
internal static partial class Messages
{
    /// <param name="table">The path of the table: "package.metadata.rustimage".</param>
    public static Diagnostic UnknownSetting(string key, string table, string nearest, string file, int line, int column) =>
        new("RIMG1040",
            $"[{table}] has no key '{key}': did you mean '{nearest}'? docs/cargo-settings.md lists all keys.", file, line, column);

    public static Diagnostic SettingType(string key, string found, string wanted, string file, int line, int column) =>
        new("RIMG1041",
            $"'{key}' is {found}, but must be {wanted}: correct it (docs/cargo-settings.md has examples).", file, line, column);

    public static Diagnostic SettingText(string key, string text, string wanted, string file, int line, int column) =>
        new("RIMG1042",
            $"'{key}' is '{text}', but must be {wanted}: correct it.", file, line, column);

    public static Diagnostic MissingSetting(string key, string missing, string file, int line, int column) =>
        new("RIMG1043",
            $"A table of '{key}' has no '{missing}': add it.", file, line, column);

    public static Diagnostic CargoSettingOfOnePackage(string key, string first, string second, string file, int line, int column) =>
        new("RIMG1044",
            $"'{key}' is '{first}' here and '{second}' for another binary of CargoBins, but one call of cargo builds all of them: write it "
            + $"in [workspace.metadata.rustimage], or give each binary a project file.", file, line, column);
}
