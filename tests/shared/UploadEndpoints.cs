using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace RustImage.Testing;

/// <summary>Uploads and mounts (distribution-spec, "Pushing blobs", "Mounting a blob from another repository").</summary>
internal static partial class UploadEndpoints
{
    public static Task AnswerAsync(TestExchange exchange) => (exchange.Method, exchange.Id) switch
    {
        ("POST", "") => StartAsync(exchange),
        (_, "") or ("POST", _) => throw TestRegistryRefusal.Unsupported(exchange.Method),
        _ => ContinueAsync(exchange),
    };

    private static async Task StartAsync(TestExchange exchange)
    {
        if (exchange.Query("mount") is { } mount && TryMount(exchange, mount))
            return;
        var upload = new TestUpload();
        if (exchange.Query("digest") is { } digest && !exchange.Options.NoSinglePost)
        {
            exchange.Repository.Uploads[upload.Id] = upload;
            await FinishAsync(exchange, upload, digest);
            return;
        }
        exchange.Repository.Uploads[upload.Id] = upload;
        Answer(exchange, upload, StatusCodes.Status202Accepted);
        if (exchange.Options.ChunkMinLength is { } least)
            exchange.Response.Headers["OCI-Chunk-Min-Length"] = least.ToString(CultureInfo.InvariantCulture);
    }

    private static bool TryMount(TestExchange exchange, string mount)
    {
        var digest = Digest.TryParse(mount) ?? throw TestRegistryRefusal.DigestInvalid(mount);
        var source = exchange.Options.NoMount ? null
            : exchange.Options.MountFromAnywhere ? exchange.FindAny(digest)
            : exchange.Query("from") is { } from ? exchange.Find(from) : null;
        if (source?.Blobs.TryGetValue(digest, out var bytes) is not true)
            return false;
        exchange.Repository.Blobs[digest] = bytes;
        Created(exchange, digest);
        return true;
    }

    private static async Task ContinueAsync(TestExchange exchange)
    {
        if (exchange.Find(exchange.Name)?.Uploads.TryGetValue(exchange.Id, out var upload) is not true)
            throw TestRegistryRefusal.UploadUnknown(exchange.Id);
        await upload.Turn.WaitAsync(exchange.Request.HttpContext.RequestAborted);
        try
        {
            // The upload may have ended while this request waited.
            if (!exchange.Repository.Uploads.ContainsKey(upload.Id))
                throw TestRegistryRefusal.UploadUnknown(exchange.Id);
            CheckState(exchange, upload);
            await (exchange.Method switch
            {
                "PATCH" => AppendAsync(exchange, upload),
                "PUT" => FinishAsync(exchange, upload, exchange.Query("digest")),
                "GET" => Task.Run(() => Answer(exchange, upload, StatusCodes.Status204NoContent)),
                "DELETE" => Task.Run(() => Cancel(exchange, upload)),
                _ => throw TestRegistryRefusal.Unsupported(exchange.Method),
            });
        }
        finally
        {
            upload.Turn.Release();
        }
    }

    /// <summary>Bytes are accepted only at the last location. Every earlier location tells the state.</summary>
    private static void CheckState(TestExchange exchange, TestUpload upload)
    {
        if (!exchange.Options.LocationWithState)
            return;
        var state = exchange.Query("_state") ?? throw TestRegistryRefusal.UploadInvalid("the location's query is missing");
        if (exchange.Method is "PATCH" or "PUT" ? state != upload.State : !upload.HasIssued(state))
            throw TestRegistryRefusal.UploadInvalid("not the last location");
    }

    private static async Task AppendAsync(TestExchange exchange, TestUpload upload)
    {
        if (await ReadAsync(exchange, upload))
            Answer(exchange, upload, StatusCodes.Status202Accepted);
    }

    private static async Task FinishAsync(TestExchange exchange, TestUpload upload, string? digestText)
    {
        var digest = Digest.TryParse(digestText ?? "") ?? throw TestRegistryRefusal.DigestInvalid(digestText);
        if (!await ReadAsync(exchange, upload))
            return;
        exchange.Repository.Uploads.TryRemove(upload.Id, out _);
        var bytes = upload.ToArray();
        if (Digest.OfBytes(bytes) != digest)
            throw TestRegistryRefusal.DigestInvalid(digestText);
        exchange.Repository.Blobs[digest] = bytes;
        Created(exchange, digest);
    }

    /// <returns>False if the bytes do not begin at the end of the upload. Then the answer is 416.</returns>
    private static async Task<bool> ReadAsync(TestExchange exchange, TestUpload upload)
    {
        var length = exchange.Request.ContentLength;
        if (upload.HasEnded && length != 0)
            throw new TestRegistryRefusal(400, "SIZE_INVALID",
                $"the chunk before was shorter than {exchange.Options.ChunkMinLength} bytes");
        // Docker's client sends a PATCH without a range, which appends the bytes.
        if (exchange.Request.Headers.ContentRange.ToString() is { Length: > 0 } text)
        {
            var range = ContentRange().Match(text);
            if (!range.Success)
                throw TestRegistryRefusal.UploadInvalid($"'{text}' is not a Content-Range of a chunk");
            var (first, last) = (Number(range.Groups[1]), Number(range.Groups[2]));
            if (length is null || length != last - first + 1)
                throw new TestRegistryRefusal(400, "SIZE_INVALID", $"Content-Range '{text}' and Content-Length '{length}' differ");
            if (first != upload.Length)
            {
                Answer(exchange, upload, StatusCodes.Status416RangeNotSatisfiable);
                return false;
            }
        }
        try
        {
            await exchange.Transfer.ReadAsync(b => upload.Append(b.Span), exchange.Options.BreakUploadAfter);
        }
        catch (IOException) when (exchange.Options.ForgetBrokenUploads)
        {
            exchange.Repository.Uploads.TryRemove(upload.Id, out _);
            throw;
        }
        upload.HasEnded |= exchange.Method == "PATCH" && length < exchange.Options.ChunkMinLength;
        return true;
    }

    private static void Cancel(TestExchange exchange, TestUpload upload)
    {
        exchange.Repository.Uploads.TryRemove(upload.Id, out _);
        exchange.Status(StatusCodes.Status204NoContent);
    }

    private static void Answer(TestExchange exchange, TestUpload upload, int status)
    {
        upload.Advance();
        var path = $"/v2/{exchange.Name}/blobs/uploads/{upload.Id}{(exchange.Options.LocationWithState ? $"?_state={upload.State}" : "")}";
        exchange.Status(
            status,
            ("Location", exchange.Location(path, exchange.Options.LocationHost)),
            ("Range", upload.Range),
            ("Docker-Upload-UUID", upload.Id));
    }

    private static void Created(TestExchange exchange, Digest digest)
    {
        exchange.Status(StatusCodes.Status201Created, ("Location", exchange.Location($"/v2/{exchange.Name}/blobs/{digest}")));
        exchange.AddDigestHeader(digest);
    }

    private static long Number(Group digits) => long.Parse(digits.Value, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9]{1,18})-([0-9]{1,18})\z")]
    private static partial Regex ContentRange();
}
