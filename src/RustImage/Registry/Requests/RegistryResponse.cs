using System.Globalization;
using RustImage.Http;
using RustImage.Registry.Connection;

namespace RustImage.Registry.Requests;

/// <summary>A response of a registry, whose body is not read yet.</summary>
internal sealed class RegistryResponse(HttpResponseMessage message, StallWatch watch, string registry)
{
    public HttpResponseMessage Message => message;

    public StallWatch Watch => watch;

    public int Status => (int)message.StatusCode;

    public bool IsSuccess => message.IsSuccessStatusCode;

    /// <summary>The digest that the registry names; null where it names none, or not a SHA-256.</summary>
    public Digest? Digest => Header("Docker-Content-Digest") is { } text ? RustImage.Digest.TryParse(text) : null;

    /// <summary>The media type of the body, without parameters.</summary>
    public string? MediaType => message.Content.Headers.ContentType?.MediaType;

    /// <summary>The Location header as a whole address, since registries may leave out the scheme and host; null without it.</summary>
    public string? Location =>
        Header("Location") is { Length: > 0 } text && Uri.TryCreate(message.RequestMessage!.RequestUri, text, out var location)
            ? location.AbsoluteUri : null;

    public string? Header(string name) => message.Headers.TryGetValues(name, out var values) ? string.Join(", ", values).Trim() : null;

    public long? Number(string name) =>
        long.TryParse(Header(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <param name="what">What is read, for the message: "the manifest 'app:1'".</param>
    /// <param name="most">The most bytes to read.</param>
    /// <exception cref="RustImageException">RIMG6205: the body is larger.</exception>
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

    /// <returns>What the registry says, for a message: <c>HTTP 404, NAME_UNKNOWN: repository name not known to registry</c>.</returns>
    public async Task<string> ReadErrorAsync()
    {
        var words = await watch.RunAsync(c => new ValueTask<string>(RegistryError.ReadAsync(message, c))).ConfigureAwait(false);
        return words.Length > 0 ? $"HTTP {Status}, {words.TrimEnd('.')}" : $"HTTP {Status}";
    }

    /// <param name="what">What the registry was asked to do, for the message: "take the manifest 'app:1'".</param>
    /// <returns>RIMG6201.</returns>
    public async Task<RustImageException> CreateRefusalAsync(string what) =>
        Messages.RegistryRefuses(registry, what, await ReadErrorAsync().ConfigureAwait(false)).ToException();
}
