using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace RustImage.Testing;

/// <summary>Blobs (distribution-spec, "Pulling blobs", "Checking if content exists", "Deleting Blobs").</summary>
internal static partial class BlobEndpoints
{
    public static async Task AnswerAsync(TestExchange exchange)
    {
        var digest = exchange.Digest;
        if (!exchange.Existing.Blobs.TryGetValue(digest, out var bytes))
            throw TestRegistryRefusal.BlobUnknown(digest);
        switch (exchange.Method)
        {
            case "GET" when exchange.Options.BlobHost is { } host && exchange.Request.Host.Value != host:
                exchange.Status(StatusCodes.Status307TemporaryRedirect, ("Location", exchange.Location(exchange.Request.Path, host)));
                break;
            case "GET" or "HEAD":
                exchange.AddDigestHeader(digest);
                await SendAsync(exchange, bytes, $"\"{digest}\"");
                break;
            case "DELETE":
                exchange.Existing.Blobs.TryRemove(digest, out _);
                exchange.Status(StatusCodes.Status202Accepted);
                break;
            default:
                throw TestRegistryRefusal.Unsupported(exchange.Method);
        }
    }

    private static async Task SendAsync(TestExchange exchange, byte[] bytes, string tag)
    {
        var response = exchange.Response;
        response.ContentType = "application/octet-stream";
        response.Headers.ETag = tag;
        var (first, end) = (0, bytes.Length);
        if (!exchange.Options.NoRanges)
        {
            response.Headers.AcceptRanges = "bytes";
            if (RangeOf(exchange, bytes.Length, tag) is { } range)
            {
                (first, end) = range;
                if (first >= bytes.Length)
                {
                    exchange.Status(StatusCodes.Status416RangeNotSatisfiable, ("Content-Range", $"bytes */{bytes.Length}"));
                    return;
                }
                exchange.Status(StatusCodes.Status206PartialContent, ("Content-Range", $"bytes {first}-{end - 1}/{bytes.Length}"));
            }
        }
        await exchange.Transfer.WriteAsync(bytes.AsMemory(first, end - first), exchange.Options.BreakDownloadAfter);
    }

    /// <summary>Supports one range, with a start or as a suffix. Others are ignored, as RFC 9110, section 14.2, allows.</summary>
    private static (int First, int End)? RangeOf(TestExchange exchange, int length, string tag)
    {
        var range = OneRange().Match(exchange.Request.Headers.Range.ToString());
        if (exchange.Method != "GET" || !range.Success || exchange.Request.Headers.IfRange.ToString() is { Length: > 0 } only
            && only != tag)
            return null;
        if (range.Groups[1].Length == 0)
            return range.Groups[2].Length == 0 ? null : (Math.Max(0, length - Number(range.Groups[2])), length);
        var end = range.Groups[2].Length == 0 ? length : Math.Min(length, Number(range.Groups[2]) + 1);
        return (Number(range.Groups[1]), end);
    }

    private static int Number(Group digits) => int.Parse(digits.Value, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^bytes=([0-9]{0,9})-([0-9]{0,9})\z")]
    private static partial Regex OneRange();
}
