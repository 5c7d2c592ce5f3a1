using System.Globalization;

namespace RustImage.Registry.Blobs;

/// <summary>The size of the largest body. A size that a proxy refused is remembered for the client's other blobs.</summary>
internal sealed class ChunkSizes
{
    /// <summary>A variable of the .NET SDK.</summary>
    public const string Variable = "DOTNET_CONTAINER_REGISTRY_CHUNKED_UPLOAD_SIZE_BYTES";

    /// <summary>
    /// The sizes to try after a refusal, in bytes. nginx refuses more than 1 MiB unless it is configured (client_max_body_size).
    /// </summary>
    private static readonly long[] Steps = [16 << 20, 4 << 20, 1 << 20, 256 << 10, 64 << 10];

    private long _most;

    /// <exception cref="RustImageException">RIMG6213: the variable is not a number of bytes.</exception>
    public ChunkSizes(RegistrySettings settings) => _most = settings.ChunkSize ?? OfEnvironment(settings) ?? long.MaxValue;

    /// <summary>Whether blobs are sent whole. Then chunks are used only to continue after a broken connection.</summary>
    public bool IsWhole => Interlocked.Read(ref _most) == long.MaxValue;

    /// <param name="least">The smallest chunk that the registry accepts (OCI-Chunk-Min-Length); 0 for any.</param>
    /// <returns>The size of the largest body, in bytes.</returns>
    public long Most(long least) => Math.Max(Interlocked.Read(ref _most), least);

    /// <summary>Chooses a size below one that was refused.</summary>
    /// <returns>False where there is no smaller size.</returns>
    public bool Shrink(long refused)
    {
        var next = Array.Find(Steps, s => s < refused);
        if (next == 0)
            return false;
        for (var most = Interlocked.Read(ref _most); next < most;)
        {
            var before = Interlocked.CompareExchange(ref _most, next, most);
            if (before == most)
                break;
            most = before;
        }
        return true;
    }

    private static long? OfEnvironment(RegistrySettings settings) => settings.Environment(Variable) switch
    {
        null or "" => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 => size,
        var text => throw Messages.BadChunkSize(Variable, text).ToException(),
    };
}
