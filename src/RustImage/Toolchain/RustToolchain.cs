using System.ComponentModel;
using RustImage.Cargo;

namespace RustImage.Toolchain;

/// <summary>The version and settings of the rustc that cargo uses for a project, as rustc prints them.</summary>
/// <param name="Host">The triple of the machine that rustc runs on, which is also its default target.</param>
/// <param name="CommitHash">The commit that rustc was built from; null where its packager left it out.</param>
/// <param name="Sysroot">The directory of the toolchain's libraries and tools.</param>
/// <param name="Cfg">Lines of <c>--print cfg</c> for <paramref name="Target"/>.</param>
/// <param name="Target">The triple of the target.</param>
internal sealed record RustToolchain(
    string Release, string Host, string? CommitHash, string Sysroot, string Target, IReadOnlySet<string> Cfg)
{
    /// <summary>Separates the two answers of rustc, which are kept as one text.</summary>
    private const char Separator = '\0';

    /// <param name="rustc">The program: the value of RUSTC or build.rustc, or "rustc".</param>
    /// <param name="context">Has the directory and the environment variables by which rustup chooses the toolchain.</param>
    /// <param name="target">The triple of the target; null for the host's.</param>
    /// <param name="answers">The cache of rustc's answers. Null: rustc is always started.</param>
    /// <param name="flags">Further flags for rustc. Its cfg depends on them.</param>
    /// <exception cref="RustImageException">RIMG2010: rustc does not start or does not know the target.</exception>
    public static async Task<RustToolchain> ReadAsync(
        string rustc, CargoTool context, string? target, ToolAnswerCache? answers = null, IReadOnlyList<string>? flags = null,
        CancellationToken cancellation = default)
    {
        string[] version = ["-vV"];
        string[] details =
            ["--print", "sysroot", "--print", "cfg", .. target is null ? Array.Empty<string>() : ["--target", target], .. flags ?? []];
        var text = await (answers ?? ToolAnswerCache.None)
            .AskAsync("rustc", rustc, [.. version, .. details], context, StartAsync, IsOf).ConfigureAwait(false);
        var both = text.Split(Separator, 2);
        var facts = both[0].Split('\n').Select(l => l.Split(": ", 2)).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1].Trim());
        var lines = both[1].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var hash = facts.GetValueOrDefault("commit-hash");
        return new RustToolchain(
            facts["release"], facts["host"], hash is "unknown" ? null : hash, lines[0].Trim(), target ?? facts["host"],
            lines.Skip(1).ToHashSet());

        async Task<string> StartAsync()
        {
            // rustup's proxy takes longer than rustc itself, so both questions are asked at the same time.
            var parts = await Task.WhenAll(
                AskAsync(rustc, version, context, cancellation), AskAsync(rustc, details, context, cancellation)).ConfigureAwait(false);
            return string.Join(Separator, parts);
        }
    }

    /// <summary>The path of the toolchain's objcopy. Null where it is missing, as in the packages of distributions.</summary>
    public string? ObjCopy
    {
        get
        {
            var name = OperatingSystem.IsWindows() ? "rust-objcopy.exe" : "rust-objcopy";
            var path = Path.Combine(Sysroot, "lib", "rustlib", Host, "bin", name);
            return File.Exists(path) ? path : null;
        }
    }

    /// <summary>Whether an answer is of the program that was expected: the sysroot in the answer must contain it.</summary>
    private static bool IsOf(string text, string program) =>
        text.Split(Separator, 2)[1].Split('\n', 2)[0].Trim() is { Length: > 0 } sysroot
        && RealPath.Of(Path.Combine(sysroot, "bin", OperatingSystem.IsWindows() ? "rustc.exe" : "rustc")) == program;

    private static async Task<string> AskAsync(
        string rustc, IReadOnlyList<string> arguments, CargoTool context, CancellationToken cancellation)
    {
        try
        {
            var command = new Command(rustc, arguments, context.WorkingDirectory, context.Environment);
            var answer = await ProcessRunner.CaptureAsync(command, cancellation).ConfigureAwait(false);
            return answer.ExitCode == 0
                ? answer.StandardOutput
                : throw Messages.RustcFailed(rustc, answer.StandardError.Trim()).ToException();
        }
        catch (Win32Exception e)
        {
            throw Messages.RustcFailed(rustc, e.Message).ToException(e);
        }
    }
}
