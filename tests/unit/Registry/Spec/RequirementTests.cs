using System.Text;
using Microsoft.AspNetCore.Http;
using RustImage.Http;
using RustImage.Registry;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Spec;

/// <summary>
/// A client and a registry, to check the requirements of OCI distribution-spec 1.1 for clients. Each test names its section.
/// </summary>
public abstract class RequirementTests : IDisposable
{
    protected const string Repository = "team/app";
    protected const string ImageType = "application/vnd.oci.image.manifest.v1+json";
    protected const string IndexType = "application/vnd.oci.image.index.v1+json";

    private readonly TemporaryDirectory _directory = new();
    private readonly List<RegistryClient> _clients = [];

    protected TestRegistry Server { get; } = new();

    /// <summary>The content of <see cref="Repository"/> on <see cref="Server"/>.</summary>
    private protected TestRepository Stored => Server[Repository];

    /// <summary>The waits that the client asked for. No test really waits.</summary>
    protected List<TimeSpan> Delays { get; } = [];

    /// <summary>A second host name of <see cref="Server"/>.</summary>
    protected string OtherHost => $"localhost:{Server.Address.Port}";

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
        Server.Dispose();
        _directory.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <param name="chunkSize">In bytes, or null for whole blobs.</param>
    /// <param name="password">Password of the user "user", or null for an anonymous client.</param>
    private protected RegistryClient Client(long? chunkSize = null, string? password = null)
    {
        var client = new RegistryClient(Server.Host, new RegistrySettings
        {
            WorkingDirectory = _directory.Path,
            HomeDirectory = _directory.Path,
            ChunkSize = chunkSize,
            Environment = name => password is null ? null : name switch
            {
                "DOTNET_CONTAINER_REGISTRY_UNAME" => "user",
                "DOTNET_CONTAINER_REGISTRY_PWORD" => password,
                _ => null,
            },
            Transfer = new TransferOptions
            {
                Delay = (delay, _) =>
                {
                    lock (Delays)
                        Delays.Add(delay);
                    return Task.CompletedTask;
                },
            },
        });
        _clients.Add(client);
        return client;
    }

    protected static byte[] SomeBytes(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private protected static RegistryBlob Blob(byte[] bytes) => new(Digest.OfBytes(bytes), bytes.Length, "layer", () =>
        new MemoryStream(bytes));

    private protected static Descriptor DescriptorOf(byte[] blob) => new("application/octet-stream", Digest.OfBytes(blob), blob.Length);

    /// <param name="padding">Number of additional characters.</param>
    protected byte[] Manifest(int padding = 0)
    {
        var config = Stored.AddBlob("{}"u8.ToArray());
        return Encoding.UTF8.GetBytes(
            $$$"""{"schemaVersion":2,"mediaType":"{{{ImageType}}}","config":""" +
            $$$"""{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{{config}}}","size":2}""" +
            $$$""","layers":[],"annotations":{"padding":"{{{new string('x', padding)}}}"}}""");
    }

    /// <summary>Changes the answers to some requests just before they are sent.</summary>
    protected void OnAnswer(Func<HttpRequest, bool> to, Action<HttpResponse> change) => Intercept(context =>
    {
        if (to(context.Request))
            context.Response.OnStarting(() =>
            {
                change(context.Response);
                return Task.CompletedTask;
            });
        return Task.FromResult(false);
    });

    /// <inheritdoc cref="TestRegistryOptions.Intercept"/>
    protected void Intercept(Func<HttpContext, Task<bool>> intercept) => Server.Options = Server.Options with { Intercept = intercept };

    /// <summary>All requests except the probe for plain HTTP, which only loopback and listed hosts get.</summary>
    protected IReadOnlyList<TestRegistryRequest> Requests() => [.. Server.Requests.Where(r => r.Path != "/v2/")];

    /// <inheritdoc cref="Requests()"/>
    protected IReadOnlyList<TestRegistryRequest> Requests(string method) => [.. Requests().Where(r => r.Method == method)];

    private protected static Task<RustImageException> AssertFailsAsync(Func<Task> act) => Assert.ThrowsAsync<RustImageException>(act);
}
