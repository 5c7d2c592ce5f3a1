using RustImage.Http;

namespace RustImage.Registry.Connection;

/// <summary>Sends requests to one registry, with credentials where it wants some. Neither tries again nor judges the answer, but for 401 and 403.</summary>
internal interface IRegistryConnection : IDisposable
{
    /// <summary>As users name it: <c>docker.io</c>, <c>localhost:5000</c>.</summary>
    string Registry { get; }

    /// <returns>The answer, whose headers are here and whose body is still to be read; the caller disposes it.</returns>
    /// <exception cref="TransferException">No answer came: the connection failed or stalled.</exception>
    /// <exception cref="RegistryDeniedException">The registry, or its token server, refuses these credentials or any.</exception>
    /// <exception cref="RustImageException">RIMG6103 to RIMG6110: the connection itself is one that must not be used.</exception>
    Task<HttpResponseMessage> SendAsync(RegistryRequest request, CancellationToken cancellation);
}

/// <summary>A registry refuses; what was tried is in the diagnostic.</summary>
internal sealed class RegistryDeniedException(Diagnostic diagnostic) : Exception(diagnostic.Text)
{
    public Diagnostic Diagnostic { get; } = diagnostic;
}
