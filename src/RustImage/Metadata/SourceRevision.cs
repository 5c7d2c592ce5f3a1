using System.ComponentModel;

namespace RustImage.Metadata;

/// <summary>The commit and the repository that an image was built from.</summary>
/// <param name="Revision">The commit; null where it is unknown.</param>
/// <param name="Source">The web address of the repository, without user and password; null where it is unknown.</param>
internal sealed record SourceRevision(string? Revision, string? Source)
{
    /// <summary>
    /// Reads the variables of the build server, which also work without git and in a partial clone. git is asked for what they do not tell.
    /// </summary>
    /// <param name="environment">Gives the value of an environment variable; null where it is not set.</param>
    /// <param name="directory">The directory of the application's sources.</param>
    public static async Task<SourceRevision> ReadAsync(
        Func<string, string?> environment, string directory, CancellationToken cancellation = default)
    {
        var server = OfServer(environment);
        return new(
            server.Revision ?? await GitAsync(directory, cancellation, "rev-parse", "--verify", "HEAD").ConfigureAwait(false),
            server.Source ?? (await GitAsync(directory, cancellation, "remote", "get-url", "origin").ConfigureAwait(false) is { } remote
                ? RepositoryAddress.ToWeb(remote) : null));
    }

    /// <summary>The labels for the known values (image-spec, annotations.md).</summary>
    public IReadOnlyDictionary<string, string> Labels => new[]
        {
            KeyValuePair.Create("org.opencontainers.image.revision", Revision),
            KeyValuePair.Create("org.opencontainers.image.source", Source),
        }.Where(l => l.Value is not null).ToDictionary(l => l.Key, l => l.Value!);

    private static SourceRevision OfServer(Func<string, string?> environment)
    {
        // https://docs.github.com/actions/reference/workflows-and-actions/variables
        if (Is("GITHUB_ACTIONS"))
        {
            var source = (Value("GITHUB_SERVER_URL"), Value("GITHUB_REPOSITORY")) is ({ } address, { } name)
                ? $"{address.TrimEnd('/')}/{name}" : null;
            return Of("GITHUB_SHA", source);
        }
        // https://docs.gitlab.com/ci/variables/predefined_variables/
        if (Is("GITLAB_CI"))
            return Of("CI_COMMIT_SHA", Value("CI_PROJECT_URL"));
        // https://learn.microsoft.com/azure/devops/pipelines/build/variables
        if (Is("TF_BUILD"))
            return Of("BUILD_SOURCEVERSION", Value("BUILD_REPOSITORY_URI"));
        // https://plugins.jenkins.io/git/#plugin-content-environment-variables
        return Value("JENKINS_URL") is null ? new(null, null) : Of("GIT_COMMIT", Value("GIT_URL"));

        bool Is(string variable) => string.Equals(environment(variable), "true", StringComparison.OrdinalIgnoreCase);
        string? Value(string variable) => environment(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
        SourceRevision Of(string revision, string? source) => new(Value(revision), source is null ? null : RepositoryAddress.ToWeb(source));
    }

    /// <returns>The output of git; null where git is not installed or fails.</returns>
    private static async Task<string?> GitAsync(string directory, CancellationToken cancellation, params string[] arguments)
    {
        try
        {
            var answer = await ProcessRunner.CaptureAsync(new Command("git", arguments, directory), cancellation).ConfigureAwait(false);
            return answer.ExitCode == 0 && answer.StandardOutput.Trim() is { Length: > 0 } text ? text : null;
        }
        catch (Win32Exception)
        {
            return null; // git is not installed
        }
    }
}
