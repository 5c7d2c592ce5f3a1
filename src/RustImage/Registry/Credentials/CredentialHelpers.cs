using System.ComponentModel;
using System.Text;
using System.Text.RegularExpressions;

namespace RustImage.Registry.Credentials;

/// <summary>Asks Docker's credential helpers: <c>docker-credential-NAME get</c> (docker-credential-helpers, "Development").</summary>
/// <remarks>No message quotes the output of a helper, since it may have a password even where the helper fails.</remarks>
internal sealed partial class CredentialHelpers(RegistrySettings settings)
{
    /// <summary>The most bytes of an answer: several times the longest token.</summary>
    private const int MostBytes = 1 << 16;

    /// <summary>How long a helper may take, since it may ask a server or the user.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly string Extension = OperatingSystem.IsWindows() ? ".exe" : "";

    /// <param name="name">The helper's name in a file, which becomes a part of a program's name.</param>
    public async Task<RegistryCredential?> GetAsync(
        string name, RegistryName registry, ICollection<string> seen, CancellationToken cancellation)
    {
        var helper = $"the credential helper 'docker-credential-{name}'";
        if (!Name().IsMatch(name))
            seen.Add($"a credential helper is named '{(name.Length > 40 ? name[..40] : name)}', which is not a valid name");
        else if (Find($"docker-credential-{name}{Extension}") is not { } program)
            seen.Add($"{helper} is not installed");
        else
            try
            {
                var server = registry.IsDockerHub ? "https://index.docker.io/v1/" : registry.Host;
                var (credential, problem) = Read(await RunAsync(program, server, cancellation).ConfigureAwait(false), helper);
                if (credential is not null)
                    return credential;
                seen.Add(problem is null ? $"{helper} has none"
                    : $"{helper} {problem} (see what it says with 'echo {server} | docker-credential-{name} get')");
            }
            catch (Win32Exception e)
            {
                seen.Add($"{helper} can't be started ({e.Message.TrimEnd('.')})");
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                seen.Add($"{helper} did not answer within {Limit.TotalSeconds:0} s");
            }
        return null;
    }

    /// <remarks>The system's own search may start in the project's directory, whose files may come from anybody.</remarks>
    private string? Find(string program) =>
        (settings.Environment("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified)
            .Select(d => Path.Combine(d, program)).FirstOrDefault(File.Exists);

    private async Task<CommandResult> RunAsync(string program, string server, CancellationToken cancellation)
    {
        var question = Encoding.UTF8.GetBytes(server);
        var command = new Command(
            program, ["get"], settings.WorkingDirectory,
            Input: async (input, c) => await input.WriteAsync(question, c).ConfigureAwait(false))
        {
            MostBytes = MostBytes,
        };
        using var limit = new CancellationTokenSource(Limit, settings.Transfer.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        // A helper may leave a process behind that keeps its output open, so the limit also ends the wait for that.
        return await ProcessRunner.CaptureAsync(command, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
    }

    /// <returns>The credential; or a problem; or neither, where the helper has none for this host.</returns>
    private static (RegistryCredential? Credential, string? Problem) Read(CommandResult result, string place)
    {
        if (result.HasTooMuch)
            return (null, $"writes more than {MostBytes} bytes");
        if (result.StandardOutput.Contains("credentials not found", StringComparison.OrdinalIgnoreCase))
            return (null, null);
        if (result.ExitCode != 0)
            return (null, $"failed with code {result.ExitCode}");
        var answer = ForeignJson.TryRead<Lazy<RegistryCredential?>>(result.StandardOutput, json =>
        {
            var (user, secret) = (json["Username"].TextOrNull() ?? "", json.FindText("Secret"));
            return new(secret is null ? null : RegistryCredential.Of(user, secret, place));
        });
        return answer is null ? (null, "answers with something other than credentials") : (answer.Value, null);
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]+\z")]
    private static partial Regex Name();
}
