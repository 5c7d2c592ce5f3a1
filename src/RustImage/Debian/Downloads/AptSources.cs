using System.ComponentModel;

namespace RustImage.Debian.Downloads;

/// <summary>The mirrors that a Debian host's apt uses: they are near, and whoever runs the host chose them.</summary>
/// <param name="configuration">A file for APT_CONFIG, or null for the host's own.</param>
internal sealed class AptSources(string workingDirectory, string? configuration = null)
{
    /// <summary>apt fills ORIGIN and LABEL from a Release file that it has verified, and TRUSTED says so.</summary>
    private const string Format = "$(REPO_URI)|$(ORIGIN)|$(LABEL)|$(TRUSTED)";

    /// <returns>Empty lists where this is no Debian host, or where its apt does not answer.</returns>
    public async Task<Mirrors> AskAsync(CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux())
            return new([], []);
        var environment = configuration is null ? null : new Dictionary<string, string?> { ["APT_CONFIG"] = configuration };
        var command = new Command("apt-get", ["indextargets", "--format", Format, "Created-By: Packages"], workingDirectory, environment);
        try
        {
            var answer = await ProcessRunner.CaptureAsync(command, cancellation).ConfigureAwait(false);
            return answer.ExitCode == 0 ? Read(answer.StandardOutput) : new([], []);
        }
        catch (Win32Exception)
        {
            return new([], []);
        }
    }

    /// <remarks>Of apt's methods, cdrom:, mirror+file:, tor+http: and the like are passed over, and so are addresses with a password.</remarks>
    internal static Mirrors Read(string output)
    {
        var lines = output.Split('\n').Select(l => l.Split('|')).Where(l => l is [_, "Debian", _, "yes"]).ToList();
        return new(Of("Debian"), Of("Debian-Security"));

        List<Uri> Of(string label) =>
            [.. lines.Where(l => l[2] == label).Select(l => MirrorAddress.TryParse(l[0])).OfType<Uri>().Distinct()];
    }
}
