using System.ComponentModel;

namespace RustImage.Toolchain;

/// <summary>The rustc that cargo uses for a project, and what it says of itself.</summary>
/// <param name="Host">The triple that it runs on and builds for by default.</param>
/// <param name="CommitHash">Of its sources; null where its packager left it out.</param>
/// <param name="Sysroot">Where its libraries and tools lie.</param>
/// <param name="Cfg">Lines of <c>--print cfg</c> for <paramref name="Target"/>.</param>
/// <param name="Target">The triple that it builds for here.</param>
public sealed record RustToolchain(string Release, string Host, string? CommitHash, string Sysroot, string Target, IReadOnlySet<string> Cfg)
{
    /// <param name="rustc">RUSTC, build.rustc or "rustc".</param>
    /// <param name="directory">The project's directory: rustup picks the toolchain by it.</param>
    /// <param name="target">The wanted triple, or null for the host's.</param>
    /// <exception cref="RustImageException">RIMG2010: rustc does not start or does not know the target.</exception>
    public static async Task<RustToolchain> ReadAsync(string rustc, string directory, string? target, CancellationToken cancellation = default)
    {
        string[] forTarget = target is null ? [] : ["--target", target];
        // Through rustup's proxy each answer takes longer than rustc itself, so both are asked for at once.
        var answers = await Task.WhenAll(
            AskAsync(rustc, ["-vV"], directory, cancellation),
            AskAsync(rustc, ["--print", "sysroot", "--print", "cfg", .. forTarget], directory, cancellation)).ConfigureAwait(false);
        var facts = answers[0].Split('\n').Select(l => l.Split(": ", 2)).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1].Trim());
        var lines = answers[1].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var hash = facts.GetValueOrDefault("commit-hash");
        return new RustToolchain(facts["release"], facts["host"], hash is "unknown" ? null : hash, lines[0].Trim(), target ?? facts["host"], lines.Skip(1).ToHashSet());
    }

    /// <summary>The toolchain's own objcopy, or null: distributions leave it out.</summary>
    public string? ObjCopy
    {
        get
        {
            var path = Path.Combine(Sysroot, "lib", "rustlib", Host, "bin", OperatingSystem.IsWindows() ? "rust-objcopy.exe" : "rust-objcopy");
            return File.Exists(path) ? path : null;
        }
    }

    private static async Task<string> AskAsync(string rustc, IReadOnlyList<string> arguments, string directory, CancellationToken cancellation)
    {
        try
        {
            var answer = await ProcessRunner.CaptureAsync(new Command(rustc, arguments, directory), cancellation).ConfigureAwait(false);
            return answer.ExitCode == 0 ? answer.StandardOutput : throw Messages.RustcFailed(rustc, answer.StandardError.Trim()).ToException();
        }
        catch (Win32Exception e)
        {
            throw Messages.RustcFailed(rustc, e.Message).ToException(e);
        }
    }
}
