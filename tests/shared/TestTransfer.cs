using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace RustImage.Testing;

/// <summary>Transfers bodies, slowly or until a break according to the options.</summary>
internal sealed class TestTransfer(TestRegistry registry, HttpContext context, TestRegistryRequest seen)
{
    private readonly TestRegistryOptions _options = registry.Options;

    private int Step => (int)Math.Clamp((_options.SlowBytesPerSecond ?? long.MaxValue) / 10, 1, 64 << 10);

    /// <summary>Passes on the body of the request as it arrives, even if the connection breaks later.</summary>
    /// <param name="breakAfter">The number of bytes before a break, or null.</param>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task ReadAsync(Action<ReadOnlyMemory<byte>> onBytes, long? breakAfter = null)
    {
        if (context.Request.ContentLength > _options.MaxBodyBytes)
            throw TooLarge();
        var buffer = ArrayPool<byte>.Shared.Rent(Step);
        try
        {
            while (true)
            {
                var step = (int)Math.Min(Step, (breakAfter ?? long.MaxValue) - seen.BodyBytes);
                if (step == 0 && registry.Faults.BreaksUpload())
                    throw Break();
                var read = await context.Request.Body.ReadAsync(buffer.AsMemory(0, step == 0 ? Step : step), context.RequestAborted);
                if (read == 0)
                    return;
                breakAfter = step == 0 ? null : breakAfter;
                onBytes(buffer.AsMemory(0, read));
                seen.BodyBytes += read;
                if (seen.BodyBytes > _options.MaxBodyBytes)
                    throw TooLarge();
                await DelayAsync(read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public async Task<byte[]> ReadAllAsync()
    {
        var bytes = new MemoryStream();
        await ReadAsync(b => bytes.Write(b.Span));
        return bytes.ToArray();
    }

    /// <param name="breakAfter">The number of bytes before a break, or null.</param>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, long? breakAfter = null)
    {
        context.Response.ContentLength = bytes.Length;
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        var breaks = breakAfter < bytes.Length && registry.Faults.BreaksDownload();
        if (registry.Faults.IsDamaged() && bytes.Length > 0)
            bytes = Damaged(bytes);
        var end = breaks ? (int)breakAfter!.Value : bytes.Length;
        for (var at = 0; at < end; at += Step)
        {
            var part = bytes[at..Math.Min(end, at + Step)];
            await context.Response.Body.WriteAsync(part, context.RequestAborted);
            await DelayAsync(part.Length);
        }
        if (!breaks)
            return;
        await context.Response.Body.FlushAsync(context.RequestAborted);
        throw Break();
    }

    private static byte[] Damaged(ReadOnlyMemory<byte> bytes)
    {
        var copy = bytes.ToArray();
        copy[copy.Length / 2] ^= 1;
        return copy;
    }

    private static TestRegistryRefusal TooLarge() => new(413, "SIZE_INVALID", "the body is too large");

    private Task DelayAsync(int bytes) => _options.SlowBytesPerSecond is { } speed
        ? Task.Delay(TimeSpan.FromSeconds((double)bytes / speed), context.RequestAborted) : Task.CompletedTask;

    private IOException Break()
    {
        context.Abort();
        return new IOException("The registry broke the connection.");
    }
}
