using System.Globalization;

namespace RustImage.Registry.Blobs;

/// <summary>How much one request may send. What a proxy refused once is remembered for the client's other blobs.</summary>
internal sealed class ChunkSizes
{
    /// <summary>As the .NET SDK calls it.</summary>
    public const string Variable = "DOTNET_CONTAINER_REGISTRY_CHUNKED_UPLOAD_SIZE_BYTES";

    /// <summary>nginx refuses more than 1 MiB unless it is told otherwise (client_max_body_size).</summary>
    private static readonly long[] Steps = [16 << 20, 4 << 20, 1 << 20, 256 << 10, 64 << 10];

    private long _most;

    /// <exception cref="RustImageException">RIMG6213: the environment's size is none.</exception>
    public ChunkSizes(RegistrySettings settings) => _most = settings.ChunkSize ?? OfEnvironment(settings) ?? long.MaxValue;

    /// <summary>Nobody asked for chunks, so it is only to go on from where a connection broke that there are some.</summary>
    public bool IsWhole => Interlocked.Read(ref _most) == long.MaxValue;

    /// <param name="least">OCI-Chunk-Min-Length, or 0.</param>
    /// <returns>In bytes.</returns>
    public long Most(long least) => Math.Max(Interlocked.Read(ref _most), least);

    /// <summary>From now on less than this.</summary>
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
