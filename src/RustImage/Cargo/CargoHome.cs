namespace RustImage.Cargo;

/// <summary>Finds cargo's home directory (doc.rust-lang.org/cargo/guide/cargo-home.html).</summary>
internal static class CargoHome
{
    /// <param name="environment">Gives the value of an environment variable; null where it is not set.</param>
    /// <param name="workingDirectory">The directory that a relative CARGO_HOME starts from.</param>
    /// <returns>A full path without a trailing separator.</returns>
    public static string Of(Func<string, string?> environment, string workingDirectory) =>
        environment("CARGO_HOME") is { Length: > 0 } home
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(home, workingDirectory))
            : Path.Combine(UserDirectory(environment), ".cargo");

    /// <summary>The home directory of the user, found as Rust programs find it.</summary>
    public static string UserDirectory(Func<string, string?> environment) =>
        environment(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME") is { Length: > 0 } directory
            ? Path.TrimEndingDirectorySeparator(directory)
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
}
