using System.Text.RegularExpressions;
using RustImage.Cargo;
using RustImage.Toml;

namespace RustImage.Toolchain;

/// <summary>
/// Finds the toolchain that rustup's proxies would start in a directory, by rustup's own rules and without running rustup
/// (rust-lang.github.io/rustup/overrides.html).
/// </summary>
/// <param name="workingDirectory">A full path.</param>
/// <param name="environment">Gives the value of an environment variable; null where it is not set.</param>
internal sealed partial class RustupToolchain(string workingDirectory, Func<string, string?> environment)
{
    private readonly string _home = environment("RUSTUP_HOME") is { Length: > 0 } home
        ? Path.GetFullPath(home, workingDirectory)
        : Path.Combine(CargoHome.UserDirectory(environment), ".rustup");

    private readonly List<string> _files = [];
    private TomlTable? _settings;

    /// <summary>The files that were looked for, found or not. The result changes only with them or with an environment variable.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <returns>The directory of the toolchain. Null where it is not installed, or where only rustup can tell.</returns>
    public string? Find()
    {
        try
        {
            _settings = Settings(Path.Combine(_home, "settings.toml"));
            var directory = Choice() is { } name ? DirectoryOf(name) : null;
            return directory is not null && Directory.Exists(directory) ? directory : null;
        }
        catch (Exception e) when (AskCargoException.Is(e))
        {
            return null; // rustup refuses its files, and reports that when it runs
        }
    }

    /// <returns>The name or the full path of the chosen toolchain; null where none is chosen.</returns>
    private string? Choice()
    {
        if (environment("RUSTUP_TOOLCHAIN") is { Length: > 0 } variable)
            return variable;
        var overrides = _settings?.Table("overrides");
        for (var directory = workingDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (overrides?.String(RealPath.Of(directory)) is { } name)
                return name;
            if (ToolchainFile(directory) is { } file)
                return ToolchainFileReader.Read(file) ?? Default();
        }
        return Default();
    }

    private string? Default() => _settings?.String("default_toolchain")
        ?? (OperatingSystem.IsWindows() ? null : Settings("/etc/rustup/settings.toml")?.String("default_toolchain"));

    private string? ToolchainFile(string directory)
    {
        string[] files = [Path.Combine(directory, "rust-toolchain"), Path.Combine(directory, "rust-toolchain.toml")];
        _files.AddRange(files);
        return files.FirstOrDefault(File.Exists);
    }

    private TomlTable? Settings(string path)
    {
        _files.Add(path);
        return File.Exists(path) ? TomlReader.ReadFile(path) : null;
    }

    private string? DirectoryOf(string name)
    {
        if (Path.IsPathFullyQualified(name))
            return name;
        var all = Path.Combine(_home, "toolchains");
        // A name that ends with a host, and the name of a custom toolchain, are names of directories.
        if (ShortName().Match(name) is not { Success: true })
            return Path.Combine(all, name);
        var host = _settings?.String("default_host_tuple") ?? _settings?.String("default_host_triple") ?? Host;
        return host is null ? null : Path.Combine(all, $"{name}-{host}");
    }

    /// <summary>The host triple that rustup assumes for this machine; null where rustup has several to choose from.</summary>
    private static string? Host
    {
        get
        {
            var architecture = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture switch
            {
                System.Runtime.InteropServices.Architecture.X64 => "x86_64",
                System.Runtime.InteropServices.Architecture.Arm64 => "aarch64",
                _ => null,
            };
            var system = OperatingSystem.IsWindows() ? "pc-windows-msvc" : OperatingSystem.IsMacOS() ? "apple-darwin" : "unknown-linux-gnu";
            return architecture is null ? null : $"{architecture}-{system}";
        }
    }

    /// <summary>Matches a channel or a version, with or without a date, and without a host.</summary>
    [GeneratedRegex(@"^(nightly|beta|stable|\d+\.\d+(\.\d+)?(-beta(\.\d+)?)?)(-\d{4}-\d{2}-\d{2})?$")]
    private static partial Regex ShortName();
}
