using System.Text.RegularExpressions;
using RustImage.Cargo;
using RustImage.Toml;

namespace RustImage.Toolchain;

/// <summary>
/// The toolchain that rustup's proxies start for a directory, by rustup's own rules and without starting it
/// (rust-lang.github.io/rustup/overrides.html).
/// </summary>
/// <param name="workingDirectory">A full path.</param>
/// <param name="environment">A variable's value, or null.</param>
internal sealed partial class RustupToolchain(string workingDirectory, Func<string, string?> environment)
{
    private readonly string _home = environment("RUSTUP_HOME") is { Length: > 0 } home
        ? Path.GetFullPath(home, workingDirectory)
        : Path.Combine(CargoHome.UserDirectory(environment), ".rustup");

    private readonly List<string> _files = [];
    private TomlTable? _settings;

    /// <summary>What was looked at, also where nothing is there: another answer needs a change of one of these, or of a variable.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <returns>The toolchain's directory; null where it is not installed, or where only rustup can tell.</returns>
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
            return null; // rustup refuses its files, and says so when it runs
        }
    }

    /// <returns>A name, or a full path; null where nothing is chosen.</returns>
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
        // A name with the host is used as it is, and so is one of the user's own.
        if (ShortName().Match(name) is not { Success: true })
            return Path.Combine(all, name);
        var host = _settings?.String("default_host_tuple") ?? _settings?.String("default_host_triple") ?? Host;
        return host is null ? null : Path.Combine(all, $"{name}-{host}");
    }

    /// <summary>What rustup takes this machine for; null where it has several choices.</summary>
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

    /// <summary>A channel or a version, with a date or without, and without a host.</summary>
    [GeneratedRegex(@"^(nightly|beta|stable|\d+\.\d+(\.\d+)?(-beta(\.\d+)?)?)(-\d{4}-\d{2}-\d{2})?$")]
    private static partial Regex ShortName();
}
