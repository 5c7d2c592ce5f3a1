using RustImage.Http;

namespace RustImage.Registry.Connection;

/// <summary>
/// Sends requests to one registry, with credentials where it asks for them. Handles the answers 401 and 403, and leaves all others and
/// the retries to the caller.
/// </summary>
internal interface IRegistryConnection : IDisposable
{
    /// <summary>The registry's name as users write it: <c>docker.io</c>, <c>localhost:5000</c>.</summary>
    string Registry { get; }

    /// <summary>Whether the registry has asked for credentials, and there are none: it may still let anybody read.</summary>
    bool LacksCredentials { get; }

    /// <returns>The response with its headers; the body is not read yet. The caller disposes it.</returns>
    /// <exception cref="TransferException">The connection failed or stalled.</exception>
    /// <exception cref="RegistryDeniedException">The registry or its token server denies access.</exception>
    /// <exception cref="RustImageException">RIMG6103 to RIMG6110: the connection is not safe.</exception>
    Task<HttpResponseMessage> SendAsync(RegistryRequest request, CancellationToken cancellation);
}

/// <summary>A registry denies access. The diagnostic says which credentials were found.</summary>
internal sealed class RegistryDeniedException(Diagnostic diagnostic) : Exception(diagnostic.Text)
{
    public Diagnostic Diagnostic { get; } = diagnostic;
}
