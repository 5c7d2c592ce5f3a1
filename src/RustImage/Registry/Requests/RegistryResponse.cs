using System.Globalization;
using RustImage.Http;
using RustImage.Registry.Connection;

namespace RustImage.Registry.Requests;

/// <summary>What a registry answers to one request. Its body is still to be read, and only here.</summary>
internal sealed class RegistryResponse(HttpResponseMessage message, StallWatch watch, string registry)
{
    public HttpResponseMessage Message => message;

    public StallWatch Watch => watch;

    public int Status => (int)message.StatusCode;

    public bool IsSuccess => message.IsSuccessStatusCode;

    /// <summary>Null where the registry says none, or one of another algorithm.</summary>
    public Digest? Digest => Header("Docker-Content-Digest") is { } text ? RustImage.Digest.TryParse(text) : null;

    /// <summary>Of the body, without parameters.</summary>
    public string? MediaType => message.Content.Headers.ContentType?.MediaType;

    /// <summary>Whole, wherever the registry may have left out what is the same as before; null where there is none.</summary>
    public string? Location =>
        Header("Location") is { Length: > 0 } text && Uri.TryCreate(message.RequestMessage!.RequestUri, text, out var location) ? location.AbsoluteUri : null;

    public string? Header(string name) => message.Headers.TryGetValues(name, out var values) ? string.Join(", ", values).Trim() : null;

    public long? Number(string name) =>
        long.TryParse(Header(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <param name="what">For the message: "the manifest 'app:1'".</param>
    /// <param name="most">In bytes.</param>
    /// <exception cref="RustImageException">RIMG6205: there are more.</exception>
    public async Task<byte[]> ReadAsync(string what, int most)
    {
        using var body = await watch.RunAsync(c => new ValueTask<Stream>(message.Content.ReadAsStreamAsync(c))).ConfigureAwait(false);
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 14];
        while (await watch.RunAsync(c => body.ReadAsync(buffer, c)).ConfigureAwait(false) is > 0 and var count)
        {
            if (bytes.Length + count > most)
                throw Messages.RegistrySendsTooMuch(registry, what, most).ToException();
            bytes.Write(buffer, 0, count);
        }
        return bytes.ToArray();
    }

    /// <returns>For a message: <c>HTTP 404, NAME_UNKNOWN: repository name not known to registry</c>.</returns>
    public async Task<string> WordsAsync()
    {
        var words = await watch.RunAsync(c => new ValueTask<string>(RegistryError.ReadAsync(message, c))).ConfigureAwait(false);
        return words.Length > 0 ? $"HTTP {Status}, {words.TrimEnd('.')}" : $"HTTP {Status}";
    }

    /// <param name="what">For the message, after "to": "take the manifest 'app:1'".</param>
    /// <returns>RIMG6201.</returns>
    public async Task<RustImageException> RefusalAsync(string what) =>
        Messages.RegistryRefuses(registry, what, await WordsAsync().ConfigureAwait(false)).ToException();
}
