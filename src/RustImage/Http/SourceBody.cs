using System.Net;
using System.Net.Http.Headers;

namespace RustImage.Http;

/// <summary>A file that a server has begun to send, or a file of this machine.</summary>
/// <param name="Owner">Disposed together with the body.</param>
/// <param name="Offset">
/// The offset of the first byte in the file: the requested one, or 0 where the server ignores ranges or the file has changed.
/// </param>
/// <param name="Size">The size of the whole file in bytes; null where the source does not name it.</param>
/// <param name="Condition">
/// Makes the server answer the next request for a range with the whole file if it has changed (If-Range); null where the source gives
/// neither a strong tag nor a date.
/// </param>
internal sealed record SourceBody(Stream Stream, IDisposable Owner, long Offset, long? Size, RangeConditionHeaderValue? Condition)
    : IDisposable
{
    /// <param name="answer">A response with status 200 or 206, which is disposed together with the body.</param>
    /// <param name="asked">The requested offset.</param>
    /// <exception cref="TransferException">The server sends another range.</exception>
    public static async ValueTask<SourceBody> OpenAsync(HttpResponseMessage answer, long asked, CancellationToken cancellation)
    {
        var range = answer.Content.Headers.ContentRange;
        var isPart = answer.StatusCode == HttpStatusCode.PartialContent;
        if (isPart && (asked == 0 || range?.From != asked))
            throw new TransferException(Failure.WrongBytes, $"it sent the range '{range}' instead of one from {asked}");
        return new SourceBody(
            await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false), answer, isPart ? asked : 0,
            isPart ? range!.Length : answer.Content.Headers.ContentLength, ConditionOf(answer));
    }

    public void Dispose()
    {
        Stream.Dispose();
        Owner.Dispose();
    }

    /// <summary>Weak tags are left out: they may stay the same while bytes change (RFC 9110, section 13.1.5).</summary>
    private static RangeConditionHeaderValue? ConditionOf(HttpResponseMessage answer) => answer switch
    {
        { Headers.ETag: { IsWeak: false } tag } => new(tag),
        { Content.Headers.LastModified: { } time } => new(time),
        _ => null,
    };
}
