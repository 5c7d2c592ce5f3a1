using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RustImage.Testing;

/// <summary>A web server on a free port of loopback that passes every request to one function.</summary>
public sealed class LoopbackServer : IDisposable
{
    private readonly WebApplication _application;

    /// <param name="answer">Called for every request. <c>context.Abort()</c> breaks the connection.</param>
    /// <param name="certificate">The certificate with its private key for TLS, or null for plain HTTP.</param>
    /// <param name="wantsClientCertificate">Whether a client certificate is required. Any is accepted.</param>
    /// <param name="address">Another address of this machine, or null for loopback.</param>
    public LoopbackServer(
        RequestDelegate answer, X509Certificate2? certificate = null, bool wantsClientCertificate = false, IPAddress? address = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(address ?? IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (certificate is not null)
                    listen.UseHttps(certificate, https =>
                    {
                        https.ClientCertificateMode = wantsClientCertificate
                            ? ClientCertificateMode.RequireCertificate : ClientCertificateMode.NoCertificate;
                        https.AllowAnyClientCertificate();
                    });
            });
        });
        if (certificate is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        _application = builder.Build();
        _application.Run(answer);
        _application.StartAsync().GetAwaiter().GetResult();
        Address = new Uri(_application.Urls.Single());
    }

    /// <summary><c>http://127.0.0.1:PORT/</c></summary>
    public Uri Address { get; }

    /// <summary><c>127.0.0.1:PORT</c>, as users name a registry.</summary>
    public string Host => Address.Authority;

    public void Dispose()
    {
        // Running requests are aborted, because the test has ended.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        _application.StopAsync(now.Token).GetAwaiter().GetResult();
        ((IDisposable)_application).Dispose();
    }
}
