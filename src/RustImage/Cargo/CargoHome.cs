namespace RustImage.Cargo;

/// <summary>Where cargo keeps its own files (doc.rust-lang.org/cargo/guide/cargo-home.html).</summary>
internal static class CargoHome
{
    /// <param name="environment">A variable's value, or null.</param>
    /// <param name="workingDirectory">What a relative CARGO_HOME is relative to.</param>
    /// <returns>A full path without a trailing separator.</returns>
    public static string Of(Func<string, string?> environment, string workingDirectory) =>
        environment("CARGO_HOME") is { Length: > 0 } home
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(home, workingDirectory))
            : Path.Combine(UserDirectory(environment), ".cargo");

    /// <summary>The user's own directory, as Rust's programs find it.</summary>
    public static string UserDirectory(Func<string, string?> environment) =>
        environment(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME") is { Length: > 0 } directory
            ? Path.TrimEndingDirectorySeparator(directory)
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
}
