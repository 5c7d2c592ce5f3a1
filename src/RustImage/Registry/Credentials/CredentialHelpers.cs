using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using RustImage.Http;

namespace RustImage.Registry.Credentials;

/// <summary>Asks docker's credential helpers: <c>docker-credential-NAME get</c> (docker-credential-helpers, "Development").</summary>
internal sealed partial class CredentialHelpers(RegistrySettings settings)
{
    /// <summary>A helper may ask a server of its own, or the user.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly string Extension = OperatingSystem.IsWindows() ? ".exe" : "";

    /// <param name="name">What a file says; it becomes a program's name.</param>
    public async Task<RegistryCredential?> GetAsync(string name, RegistryName registry, ICollection<string> seen, CancellationToken cancellation)
    {
        var helper = $"the credential helper 'docker-credential-{name}'";
        if (!Name().IsMatch(name))
            seen.Add($"a credential helper's name is '{(name.Length > 40 ? name[..40] : name).ReplaceLineEndings(" ")}', which is none");
        else if (Find($"docker-credential-{name}{Extension}") is not { } program)
            seen.Add($"{helper} is not installed");
        else
            try
            {
                var (credential, reason) = Read(await RunAsync(program, registry, cancellation).ConfigureAwait(false), helper);
                if (credential is not null)
                    return credential;
                seen.Add($"{helper} {reason}");
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

    /// <remarks>The system's own search would begin in the project's directory, whose files may be anybody's.</remarks>
    private string? Find(string program) =>
        (settings.Environment("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified)
            .Select(d => Path.Combine(d, program)).FirstOrDefault(File.Exists);

    private async Task<CommandResult> RunAsync(string program, RegistryName registry, CancellationToken cancellation)
    {
        var server = Encoding.UTF8.GetBytes(registry.IsDockerHub ? "https://index.docker.io/v1/" : registry.Host);
        var command = new Command(program, ["get"], settings.WorkingDirectory, Input: async (input, c) => await input.WriteAsync(server, c).ConfigureAwait(false));
        using var limit = new CancellationTokenSource(Limit, settings.Transfer.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        // A helper may leave a process behind that holds its output open.
        return await ProcessRunner.CaptureAsync(command, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
    }

    private static (RegistryCredential? Credential, string Reason) Read(CommandResult result, string place)
    {
        var output = result.StandardOutput.Trim();
        if (output.Contains("credentials not found", StringComparison.OrdinalIgnoreCase))
            return (null, "has none");
        if (result.ExitCode != 0)
            return (null, $"failed with code {result.ExitCode}{Words(output, result.StandardError)}");
        try
        {
            using var document = JsonDocument.Parse(output);
            var (user, secret) = (Text(document.RootElement, "Username"), Text(document.RootElement, "Secret"));
            return secret.Length > 0 ? (RegistryCredential.Of(user, secret, place), "") : (null, "has none");
        }
        catch (JsonException)
        {
            return (null, "answers something else than credentials");
        }
    }

    private static string Text(JsonElement answer, string name) =>
        answer.ValueKind != JsonValueKind.Object ? throw new JsonException()
        : answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!
        : "";

    /// <summary>Helpers complain on their output; what looks like an answer there may hold the secret.</summary>
    private static string Words(string output, string error)
    {
        var text = output.Length > 0 && !output.Contains('{') ? output : error.Trim();
        var line = Redacted.Of(text.Split('\n')[0].Trim());
        return line.Length == 0 ? "" : $" ({(line.Length > 200 ? line[..200] : line).TrimEnd('.')})";
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]+\z")]
    private static partial Regex Name();
}
