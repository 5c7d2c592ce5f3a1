using System.Text.RegularExpressions;

namespace RustImage.Metadata;

/// <summary>Turns the address of a Git remote into a web address, without users, passwords and tokens.</summary>
internal static partial class RepositoryAddress
{
    /// <param name="remote">An https or ssh address, <c>git@host:path</c>, or a directory (git-clone(1), "GIT URLS").</param>
    /// <returns>Null where others could not open the address.</returns>
    public static string? ToWeb(string remote)
    {
        var text = remote.Trim();
        if (!text.Contains("://", StringComparison.Ordinal))
            return ShortForm().Match(text) is { Success: true } m ? Web("https", m.Groups[1].Value, -1, m.Groups[2].Value) : null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Host.Length == 0)
            return null;
        return address.Scheme switch
        {
            "http" or "https" => Web(address.Scheme, address.Host, address.IsDefaultPort ? -1 : address.Port, address.AbsolutePath),
            // The port of ssh or git is not the port of the web server.
            "ssh" or "git" or "git+ssh" or "ssh+git" => Web("https", address.Host, -1, address.AbsolutePath),
            _ => null,
        };
    }

    private static string? Web(string scheme, string host, int port, string path)
    {
        // A password with a slash that is not escaped is parsed as a part of the path.
        if (path.Contains('@', StringComparison.Ordinal))
            return null;
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        // Azure Repos has another host and path for ssh than for its pages.
        if (host == "ssh.dev.azure.com" && parts is ["v3", var organization, var project, var repository])
            return $"https://dev.azure.com/{organization}/{project}/_git/{repository}";
        var clean = string.Join('/', parts);
        clean = clean.EndsWith(".git", StringComparison.Ordinal) ? clean[..^4] : clean;
        return clean.Length == 0 ? null : $"{scheme}://{host}{(port < 0 ? "" : $":{port}")}/{clean}";
    }

    /// <summary>Matches the short form of ssh addresses. A single letter before the colon would be a drive of Windows.</summary>
    [GeneratedRegex(@"^(?:[^@/:\s]+@)?([A-Za-z0-9][A-Za-z0-9.-]+):(?!/*\z)([^\s?#]+)\z")]
    private static partial Regex ShortForm();
}
