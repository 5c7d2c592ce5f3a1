using System.Text;

namespace RustImage.Registry.Credentials;

/// <summary>Lists the files in which Docker and Podman keep credentials, in the order in which they are read.</summary>
internal static class AuthFileLocations
{
    public static IEnumerable<ICredentialSource> Of(RegistrySettings settings)
    {
        var helpers = new CredentialHelpers(settings);
        // Docker 28 and GitLab's runner read the variable before any file. It has the text of a file.
        if (Variable("DOCKER_AUTH_CONFIG") is { } text)
            yield return new AuthFileSource("DOCKER_AUTH_CONFIG", () => Encoding.UTF8.GetBytes(text), helpers);
        var docker = Variable("DOCKER_CONFIG") ?? Home(".docker");
        foreach (var path in new[]
        {
            Path.Combine(docker, "config.json"),
            Variable("REGISTRY_AUTH_FILE"),
            Variable("XDG_RUNTIME_DIR") is { } runtime ? Path.Combine(runtime, "containers", "auth.json") : null,
            Home(".config", "containers", "auth.json"),
        }.OfType<string>().Select(p => Path.GetFullPath(p, settings.WorkingDirectory)).Distinct())
            yield return AuthFileSource.Of(path, helpers);

        string? Variable(string name) => settings.Environment(name) is { Length: > 0 } value ? value : null;

        string Home(params string[] parts) => Path.Combine([settings.HomeDirectory, .. parts]);
    }
}
