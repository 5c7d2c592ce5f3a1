using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RustImage.Testing;

/// <summary>One connection to a <see cref="FaultyServer"/>, which answers one request after the other.</summary>
/// <param name="find">Returns the bytes of a path, or null.</param>
/// <param name="waits">Gets 1 when an answer begins to wait, and -1 when it continues.</param>
internal sealed class FaultyConnection(Stream stream, Func<string, byte[]?> find, Action<int> waits, CancellationToken end)
{
    /// <returns>Null if the client has left.</returns>
    public async Task<ServedRequest?> ReadRequestAsync()
    {
        if (await ReadLineAsync() is not { Length: > 0 } first || first.Split(' ') is not [var method, var target, _])
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync() is { Length: > 0 } line)
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        var path = target.StartsWith('/') ? target.Split('?')[0] : Uri.TryCreate(target, UriKind.Absolute, out var address)
            ? address.AbsolutePath : target;
        return new ServedRequest(method, Uri.UnescapeDataString(path), target, headers);
    }

    /// <returns>Whether the connection can be used for another request.</returns>
    public async Task<bool> AnswerAsync(ServedRequest request, Fault fault)
    {
        if (fault.Until is { } until)
            await WaitAsync(until);
        if (fault.NoAnswer)
            await WaitAsync(WaitUntilClientLeavesAsync());
        if (fault.RedirectTo is { } location)
            return await RefuseAsync(302, $"Location: {location}\r\n");
        if (fault.Status is { } status)
            return await RefuseAsync(status, fault.RetryAfter is { } time ? $"Retry-After: {time}\r\n" : "");
        if (request.Method is not ("GET" or "HEAD"))
            return await RefuseAsync(405, "");
        return find(request.Path) is { } file ? await SendAsync(request, fault, file) : await RefuseAsync(404, "");
    }

    private async Task<bool> RefuseAsync(int status, string headers)
    {
        await WriteAsync($"HTTP/1.1 {status} As told\r\n{headers}Content-Length: 0\r\n\r\n");
        return true;
    }

    private async Task<bool> SendAsync(ServedRequest request, Fault fault, byte[] file)
    {
        var tag = fault.ETag ?? $"\"{Convert.ToHexStringLower(SHA256.HashData(file))[..16]}\"";
        var start = fault.IgnoreRange
            || (request.Header("If-Range") is { } condition && condition != tag) ? null : StartOf(request.Header("Range"));
        if (start > file.Length - 1)
            return await RefuseAsync(416, $"Content-Range: bytes */{file.Length}\r\n");
        start += fault.WrongRange;
        var body = start is null ? file : file[(int)start.Value..];
        body = fault.Tamper?.Invoke(body) ?? body;
        var close = fault.NoLength || fault.WrongLength != 0 || Equals(request.Header("Connection"), "close");
        await WriteAsync(
            (start is null ? "HTTP/1.1 200 OK\r\n"
                : $"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {start}-{file.Length - 1}/{file.Length}\r\n")
            + (tag.Length > 0 ? $"ETag: {tag}\r\n" : "")
            + (fault.NoLength ? "" : $"Content-Length: {body.Length + fault.WrongLength}\r\n")
            + $"Accept-Ranges: bytes\r\n{(close ? "Connection: close\r\n" : "")}\r\n");
        if (request.Method == "HEAD")
            return !close;
        var count = Math.Min(fault.CutAfter ?? fault.StallAfter ?? body.Length, body.Length);
        await stream.WriteAsync(body.AsMemory(0, count), end);
        await stream.FlushAsync(end);
        if (fault.StallAfter is not null)
            await WaitAsync(WaitUntilClientLeavesAsync());
        return !close && count == body.Length;
    }

    /// <returns>Null if the request has no range, several ranges, or a suffix range.</returns>
    private static long? StartOf(string? range) =>
        range?["bytes=".Length..].Split('-') is [{ Length: > 0 } first, ""] ? long.Parse(first, CultureInfo.InvariantCulture) : null;

    private async Task WaitAsync(Task until)
    {
        waits(1);
        try
        {
            await until.WaitAsync(end);
        }
        finally
        {
            waits(-1);
        }
    }

    private async Task WaitUntilClientLeavesAsync()
    {
        _ = await stream.ReadAsync(new byte[1], end);
        throw new IOException("The client left.");
    }

    private async Task WriteAsync(string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), end);

    private async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, end) == 1)
        {
            if (one[0] == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }
        return null;
    }
}
