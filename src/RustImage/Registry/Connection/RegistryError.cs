using System.Text;
using System.Text.Json;
using RustImage.Http;

namespace RustImage.Registry.Connection;

/// <summary>What a registry says of its refusal (distribution-spec, "Error Codes").</summary>
internal static class RegistryError
{
    private const int Most = 4096;

    /// <returns>One line for a message, empty where the registry says nothing.</returns>
    public static async Task<string> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var buffer = new byte[Most];
        using var body = await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var count = await body.ReadAtLeastAsync(buffer, Most, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        return OneLine(Errors(buffer.AsMemory(0, count)) ?? Encoding.UTF8.GetString(buffer, 0, count));
    }

    private static string? Errors(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return string.Join("; ", json.RootElement.GetProperty("errors").EnumerateArray().Select(
                e => $"{e.GetProperty("code").GetString()}: {(e.TryGetProperty("message", out var m) ? m.GetString() : "")}"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return Redacted.Of(new string([.. line.Where(c => !char.IsControl(c)).Take(300)]));
    }
}
