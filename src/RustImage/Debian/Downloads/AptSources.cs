using System.ComponentModel;

namespace RustImage.Debian.Downloads;

/// <summary>Finds the mirrors that apt uses on a Debian host. They are near, and the host's administrator chose them.</summary>
/// <param name="configuration">A file for APT_CONFIG; null for the host's configuration.</param>
internal sealed class AptSources(string workingDirectory, string? configuration = null)
{
    /// <summary>ORIGIN and LABEL come from a Release file, which apt has verified where TRUSTED is "yes".</summary>
    private const string Format = "$(REPO_URI)|$(ORIGIN)|$(LABEL)|$(TRUSTED)";

    /// <returns>Empty lists where the host is not Debian, or apt fails.</returns>
    public async Task<Mirrors> AskAsync(CancellationToken cancellation)
    {
        var known = Read(await RunAsync(["indextargets", "--format", Format, "Created-By: Packages"], cancellation).ConfigureAwait(false));
        if (known.Main.Count > 0 || known.Security.Count > 0)
            return known;
        // Images of Debian lack apt's lists. Then the files that apt would download show its sources. Their signatures are verified later.
        var suite = DebianHost.DefaultSuite();
        var planned = suite == DebianHost.Stable ? new([], [])
            : ReadPlanned(await RunAsync(["--print-uris", "update"], cancellation).ConfigureAwait(false), suite);
        return new(
            planned.Main.Count == 0 ? [] : [.. planned.Main, .. MirrorChoice.Official.Main],
            planned.Security.Count == 0 ? [] : [.. planned.Security, .. MirrorChoice.Official.Security]);
    }

    /// <param name="output">One line for each file: <c>'http://host/debian/dists/trixie/InRelease' name size</c>.</param>
    internal static Mirrors ReadPlanned(string output, string suite)
    {
        return new(Of(suite, $"{suite}-updates"), Of($"{suite}-security"));

        List<Uri> Of(params string[] names) =>
        [
            .. from line in output.Split('\n')
               from name in names
               let end = line.IndexOf($"/dists/{name}/InRelease'", StringComparison.Ordinal)
               where end > 0 && line[0] == '\''
               select MirrorAddress.TryParse(line[1..end]) into address
               where address is not null
               group address by address into same
               select same.Key,
        ];
    }

    private async Task<string> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux())
            return "";
        var environment = configuration is null ? null : new Dictionary<string, string?> { ["APT_CONFIG"] = configuration };
        try
        {
            var command = new Command("apt-get", arguments, workingDirectory, environment) { MostBytes = 1 << 24 };
            var answer = await ProcessRunner.CaptureAsync(command, cancellation).ConfigureAwait(false);
            return answer.ExitCode == 0 ? answer.StandardOutput : "";
        }
        catch (Win32Exception)
        {
            return "";
        }
    }

    /// <summary>
    /// Reads the mirrors of verified sources. Addresses with a password, and those of other methods, such as cdrom: or tor+http:, are
    /// skipped.
    /// </summary>
    /// <param name="output">One line in the form of <see cref="Format"/> for each source.</param>
    internal static Mirrors Read(string output)
    {
        var lines = output.Split('\n').Select(l => l.Split('|')).Where(l => l is [_, "Debian", _, "yes"]).ToList();
        return new(Of("Debian"), Of("Debian-Security"));

        List<Uri> Of(string label) =>
            [.. lines.Where(l => l[2] == label).Select(l => MirrorAddress.TryParse(l[0])).OfType<Uri>().Distinct()];
    }
}
