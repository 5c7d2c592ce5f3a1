using System.Text;
using RustImage.Http;
using RustImage.Registry;
using RustImage.Registry.Connection;
using RustImage.Testing;

namespace RustImage.UnitTests.Registry.Distribution;

/// <summary>A registry with configurable faults, and a client that records waits instead of waiting.</summary>
internal sealed class RegistryBench : IDisposable
{
    public const string Repository = "team/app";
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";

    private readonly List<IDisposable> _clients = [];

    public RegistryBench(TestRegistryOptions? options = null) => Registry = new(options);

    public TestRegistry Registry { get; }

    /// <summary>The recorded waits between tries.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public TestRepository Here => Registry[Repository];

    public IReadOnlyList<TestRegistryRequest> Requests => Registry.Requests;

    /// <summary>Method and received body length of each request, such as <c>PATCH 100</c>.</summary>
    public IReadOnlyList<string> Bodies => [.. Requests.Where(r => r.Method is "PUT" or "PATCH").Select(r => $"{r.Method} {r.BodyBytes}")];

    public static byte[] Bytes(int size, int seed = 1)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static RegistryBlob Blob(byte[] bytes, string name = "libc") =>
        new(Digest.OfBytes(bytes), bytes.Length, name, () => new MemoryStream(bytes));

    /// <summary>Creates a manifest of one layer whose blobs are in the repository.</summary>
    public static byte[] Image(TestRepository repository, string text = "layer")
    {
        var layer = Encoding.UTF8.GetBytes(text);
        var config = "{}"u8.ToArray();
        repository.AddBlob(layer);
        repository.AddBlob(config);
        return Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{Manifest}}","config":""" +
            $$"""{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{Digest.OfBytes(config)}}","size":2},"layers":[""" +
            $$"""{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"{{Digest.OfBytes(layer)}}","size":{{layer.Length}}}]}""");
    }

    public RegistryClient Client(Func<RegistrySettings, RegistrySettings>? change = null, Func<RegistryRequest, string?>? denies = null)
    {
        var client = ClientOf(Registry.Host, s => (change ?? (x => x))(s with { Transfer = Impatient }), denies);
        _clients.Add(client);
        return client;
    }

    public TransferOptions Impatient => new()
    {
        Delay = (time, _) =>
        {
            Waits.Add(time);
            return Task.CompletedTask;
        },
    };

    public static RegistryClient ClientOf(
        string host, Func<RegistrySettings, RegistrySettings>? change = null, Func<RegistryRequest, string?>? denies = null)
    {
        var settings = new RegistrySettings { WorkingDirectory = Path.GetTempPath(), Environment = _ => null };
        settings = change?.Invoke(settings) ?? settings;
        return new RegistryClient(new PlainConnection(host, settings.Transfer) { Denies = denies ?? (_ => null) }, settings);
    }

    public Task<BlobPushResult> PushAsync(byte[] bytes, params string[] mountFrom) => Client().PushBlobAsync(Repository, Blob(bytes),
        mountFrom);

    public void Dispose()
    {
        _clients.ForEach(c => c.Dispose());
        Registry.Dispose();
    }
}
