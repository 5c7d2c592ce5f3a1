using System.Text;

namespace RustImage.Registry.Credentials;

/// <summary>Where docker and podman keep what they were logged in with.</summary>
internal static class AuthFileLocations
{
    public static IEnumerable<ICredentialSource> Of(RegistrySettings settings)
    {
        var helpers = new CredentialHelpers(settings);
        // Docker 28 and GitLab's runner take the file's text from a variable, before any file.
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
