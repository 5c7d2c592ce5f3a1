using System.Net;
using System.Net.Http.Headers;

namespace RustImage.Http;

/// <summary>An opened source.</summary>
/// <param name="Offset">Where its bytes begin: the one asked for, or 0 from a server that does not know ranges or has another file by now.</param>
/// <param name="Size">Of the whole file, in bytes, or null where the source does not say.</param>
/// <param name="Condition">For the next request to the same source.</param>
internal sealed record SourceBody(Stream Stream, IDisposable Owner, long Offset, long? Size, RangeConditionHeaderValue? Condition) : IDisposable
{
    /// <param name="answer">With status 200 or 206; disposed with the body.</param>
    /// <param name="asked">The offset that was asked for.</param>
    /// <exception cref="TransferException">It sends another range.</exception>
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

    /// <summary>A weak tag may stay the same while bytes change, so it is no condition (RFC 9110, section 13.1.5).</summary>
    private static RangeConditionHeaderValue? ConditionOf(HttpResponseMessage answer) => answer switch
    {
        { Headers.ETag: { IsWeak: false } tag } => new(tag),
        { Content.Headers.LastModified: { } time } => new(time),
        _ => null,
    };
}
