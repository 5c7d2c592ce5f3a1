using System.ComponentModel;
using RustImage.Cargo;

namespace RustImage.Toolchain;

/// <summary>The rustc that cargo uses for a project, and what it says of itself.</summary>
/// <param name="Host">The triple that it runs on and builds for by default.</param>
/// <param name="CommitHash">Of its sources; null where its packager left it out.</param>
/// <param name="Sysroot">Where its libraries and tools lie.</param>
/// <param name="Cfg">Lines of <c>--print cfg</c> for <paramref name="Target"/>.</param>
/// <param name="Target">The triple that it builds for here.</param>
public sealed record RustToolchain(string Release, string Host, string? CommitHash, string Sysroot, string Target, IReadOnlySet<string> Cfg)
{
    /// <summary>Between the two answers, which are kept as one.</summary>
    private const char Separator = '\0';

    /// <param name="rustc">RUSTC, build.rustc or "rustc".</param>
    /// <param name="context">Where the project lies, by which rustup picks the toolchain, and with which variables.</param>
    /// <param name="target">The wanted triple, or null for the host's.</param>
    /// <param name="answers">Those that are kept; none where it is left out.</param>
    /// <param name="flags">More of rustc's flags, for its cfg depends on them.</param>
    /// <exception cref="RustImageException">RIMG2010: rustc does not start or does not know the target.</exception>
    public static async Task<RustToolchain> ReadAsync(
        string rustc, CargoTool context, string? target, ToolAnswerCache? answers = null, IReadOnlyList<string>? flags = null, CancellationToken cancellation = default)
    {
        string[] version = ["-vV"];
        string[] details = ["--print", "sysroot", "--print", "cfg", .. target is null ? Array.Empty<string>() : ["--target", target], .. flags ?? []];
        var text = await (answers ?? ToolAnswerCache.None).AskAsync("rustc", rustc, [.. version, .. details], context, StartAsync, IsOf).ConfigureAwait(false);
        var both = text.Split(Separator, 2);
        var facts = both[0].Split('\n').Select(l => l.Split(": ", 2)).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1].Trim());
        var lines = both[1].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var hash = facts.GetValueOrDefault("commit-hash");
        return new RustToolchain(facts["release"], facts["host"], hash is "unknown" ? null : hash, lines[0].Trim(), target ?? facts["host"], lines.Skip(1).ToHashSet());

        async Task<string> StartAsync()
        {
            // Through rustup's proxy each answer takes longer than rustc itself, so both are asked for at once.
            var parts = await Task.WhenAll(AskAsync(rustc, version, context, cancellation), AskAsync(rustc, details, context, cancellation)).ConfigureAwait(false);
            return string.Join(Separator, parts);
        }
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

    /// <summary>Whether the sysroot that an answer names has the program: else another one answered than was thought.</summary>
    private static bool IsOf(string text, string program) =>
        text.Split(Separator, 2)[1].Split('\n', 2)[0].Trim() is { Length: > 0 } sysroot
        && RealPath.Of(Path.Combine(sysroot, "bin", OperatingSystem.IsWindows() ? "rustc.exe" : "rustc")) == program;

    private static async Task<string> AskAsync(string rustc, IReadOnlyList<string> arguments, CargoTool context, CancellationToken cancellation)
    {
        try
        {
            var command = new Command(rustc, arguments, context.WorkingDirectory, context.Environment);
            var answer = await ProcessRunner.CaptureAsync(command, cancellation).ConfigureAwait(false);
            return answer.ExitCode == 0 ? answer.StandardOutput : throw Messages.RustcFailed(rustc, answer.StandardError.Trim()).ToException();
        }
        catch (Win32Exception e)
        {
            throw Messages.RustcFailed(rustc, e.Message).ToException(e);
        }
    }
}
