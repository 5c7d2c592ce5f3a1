using System.Net;
using System.Net.Http.Headers;
using RustImage.Http;

namespace RustImage.Debian.Downloads;

/// <summary>Requests files from http and https addresses, and opens files of this machine.</summary>
internal sealed class DownloadClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    /// <param name="handler">Made by <see cref="HttpConnections.CreateHandler"/>; disposed with this object.</param>
    public DownloadClient(HttpMessageHandler handler, TimeProvider time)
    {
        _time = time;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(HttpConnections.UserAgent);
    }

    /// <exception cref="TransferException">The source cannot be reached, does not have the file, or refuses it.</exception>
    public async Task<SourceBody> OpenAsync(DownloadRequest request, StallWatch watch)
    {
        if (request.Address.IsFile)
            return await watch.RunAsync(_ => ValueTask.FromResult(OpenFile(request))).ConfigureAwait(false);
        using var message = MessageOf(request);
        var answer = await watch.RunAsync(
            c => new ValueTask<HttpResponseMessage>(_http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, c)))
            .ConfigureAwait(false);
        try
        {
            return await watch.RunAsync(c => BodyOfAsync(request, answer, c)).ConfigureAwait(false);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    public void Dispose() => _http.Dispose();

    private static SourceBody OpenFile(DownloadRequest request)
    {
        var stream = new FileStream(
            request.Address.LocalPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, useAsync: true);
        var offset = Math.Min(request.Offset, stream.Length);
        stream.Position = offset;
        return new SourceBody(stream, stream, offset, stream.Length, null);
    }

    private static HttpRequestMessage MessageOf(DownloadRequest request)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, request.Address);
        if (request.Fresh)
            message.Headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        if (request.Offset > 0)
        {
            message.Headers.Range = new RangeHeaderValue(request.Offset, null);
            message.Headers.IfRange = request.Condition;
        }
        return message;
    }

    private ValueTask<SourceBody> BodyOfAsync(DownloadRequest request, HttpResponseMessage answer, CancellationToken cancellation) =>
        answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent
            ? SourceBody.OpenAsync(answer, request.Offset, cancellation)
            : throw Refusal(answer);

    private TransferException Refusal(HttpResponseMessage answer)
    {
        var code = (int)answer.StatusCode;
        if (code is >= 300 and < 400 && answer.Headers.Location is { } location)
            return new TransferException(
                Failure.Refused, $"it redirects to '{Redacted.Of(location.ToString())}', which is from https to http, or once too often");
        var failure = code switch
        {
            404 => Failure.Missing,
            416 => Failure.WrongBytes,
            408 or 425 or 429 or >= 500 => Failure.Broken,
            _ => Failure.Refused,
        };
        return new TransferException(failure, $"it answers HTTP {code}", retryAfter: HttpConnections.RetryAfter(answer, _time));
    }
}
