using System.Globalization;
using RustImage.Http;
using RustImage.Registry.Connection;
using RustImage.Registry.Requests;

namespace RustImage.Registry.Blobs;

internal sealed partial class BlobUpload
{
    /// <summary>Sends the bytes that the registry lacks.</summary>
    private async Task SendAsync(RegistryRetries retries, CancellationToken cancellation)
    {
        while (true)
        {
            var session = _session!;
            if (session.Offset > _best)
            {
                _best = session.Offset;
                retries.Reset();
            }
            var rest = blob.Size - session.Offset;
            var most = chunks.Most(session.LeastChunk);
            var isLast = rest == 0 || (session.Offset == 0 && rest <= most);
            var length = Math.Min(rest, most);
            var isTaken = await requests.SendAsync(
                isLast ? End(session, length) : Chunk(session, length),
                answer => HandleAsync(answer, session, length, isLast, cancellation), cancellation).ConfigureAwait(false);
            if (isTaken && isLast)
            {
                _session = null;
                return;
            }
        }
    }

    /// <summary>The request that ends the upload.</summary>
    /// <param name="length">The size of the whole blob; or 0, where its bytes were sent in chunks.</param>
    private RegistryRequest End(UploadSession session, long length) => new(
        HttpMethod.Put, session.End(blob.Digest), _scope, Content(session.Offset, length), Headers(length));

    private RegistryRequest Chunk(UploadSession session, long length) => new(
        HttpMethod.Patch, session.Location, _scope,
        watch =>
        {
            var content = Content(session.Offset, length)(watch);
            // The specification's own form. Content-Range of HTTP has a unit in front and the size at the end.
            content.Headers.TryAddWithoutValidation(
                "Content-Range", string.Create(CultureInfo.InvariantCulture, $"{session.Offset}-{session.Offset + length - 1}"));
            return content;
        },
        Headers(length));

    private Func<StallWatch, HttpContent> Content(long offset, long length) =>
        watch => length == 0 ? NoBytes() : new BlobContent(blob, offset, length, watch, onBytes);

    /// <summary>
    /// Asks for the answer before a large body is sent. Some servers close the connection while the body is sent, and then their answer is
    /// lost.
    /// </summary>
    private static Action<System.Net.Http.Headers.HttpRequestHeaders>? Headers(long length) =>
        length >= LeastToAsk ? headers => headers.ExpectContinue = true : null;

    /// <returns>False where the same bytes must be sent again in another way.</returns>
    private async Task<bool> HandleAsync(
        RegistryResponse answer, UploadSession session, long length, bool isLast, CancellationToken cancellation)
    {
        if (answer.IsSuccess)
        {
            if (!isLast)
                Advance(answer, session, length);
            else if (answer.Digest is { } digest && digest != blob.Digest)
                throw Messages.RegistryDoubtsDigest(requests.Registry, blob.Name, blob.Digest, $"it calls it {digest}").ToException();
            return true;
        }
        if (answer.Status == 413)
            return chunks.Shrink(length) && chunks.Most(session.LeastChunk) < length ? false
                : throw Messages.RegistryTakesTooLittle(requests.Registry, blob.Name, length).ToException();
        var words = await answer.ReadErrorAsync().ConfigureAwait(false);
        if (answer.Status == 400 && words.Contains("DIGEST_INVALID", StringComparison.OrdinalIgnoreCase))
            await HandleWrongDigestAsync(words, cancellation).ConfigureAwait(false);
        // The registry has dropped the upload, or has more bytes of it than we know.
        if (answer.Status is 404 or 416)
            throw new RegistryBusyException(words);
        if (!isLast && chunks.IsWhole && !_cannotResume)
        {
            _cannotResume = true;
            throw new RegistryBusyException(words);
        }
        throw Messages.RegistryRefuses(requests.Registry, _what, words).ToException();
    }

    private static void Advance(RegistryResponse answer, UploadSession session, long length)
    {
        session.Advance(answer, session.Offset + length);
        if (session.IsInDoubt)
            throw new RegistryBusyException($"it took another part than the {length} bytes that were sent");
    }

    /// <summary>
    /// Finds out why the registry got other bytes: the file has changed, or a resumed upload was put together wrongly. The latter is tried
    /// once more from the start.
    /// </summary>
    private async Task HandleWrongDigestAsync(string words, CancellationToken cancellation)
    {
        await BlobFile.CheckAsync(blob, cancellation).ConfigureAwait(false);
        if (_isDoubted)
            throw Messages.RegistryDoubtsDigest(requests.Registry, blob.Name, blob.Digest, words).ToException();
        _isDoubted = true;
        await AbandonAsync().ConfigureAwait(false);
        throw new RegistryBusyException(words);
    }
}
