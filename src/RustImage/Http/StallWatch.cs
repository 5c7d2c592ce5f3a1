using System.Net.Sockets;
using System.Security.Authentication;

namespace RustImage.Http;

/// <summary>Runs one step of a connection at a time; each ends, in words for a message, when it fails or nothing comes for too long.</summary>
internal sealed class StallWatch : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _stalled;
    private readonly CancellationTokenSource _either;

    public StallWatch(TransferOptions options, CancellationToken cancellation)
    {
        _limit = options.StallTimeout;
        _cancellation = cancellation;
        _stalled = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.Time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_stalled.Token, cancellation);
    }

    /// <exception cref="TransferException">The step failed or stalled.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public async ValueTask<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> step)
    {
        _stalled.CancelAfter(_limit);
        try
        {
            return await step(_either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!_cancellation.IsCancellationRequested && !_stalled.IsCancellationRequested)
        {
            throw new TransferException(Failure.Unreachable, $"no connection within {HttpConnections.ConnectTimeout.TotalSeconds:0.#} s", e);
        }
        catch (OperationCanceledException e) when (!_cancellation.IsCancellationRequested)
        {
            throw new TransferException(Failure.Broken, $"nothing came for {_limit.TotalSeconds:0.#} s", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            throw new TransferException(Meaning(e), Reason(e), e);
        }
        finally
        {
            // What is not the network's, as a slow disk, must not count.
            _stalled.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The running step has made progress, as a request that sends a large body: its time starts anew.</summary>
    /// <param name="more">How much longer than usual the next sign of life may take.</param>
    public void Moved(TimeSpan more = default) => _stalled.CancelAfter(_limit + more);

    public void Dispose()
    {
        _either.Dispose();
        _stalled.Dispose();
    }

    private static Failure Meaning(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => Failure.Missing,
        UnauthorizedAccessException or HttpRequestException { InnerException: AuthenticationException } => Failure.Refused,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => Failure.Unreachable,
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown } } => Failure.Unreachable,
        _ => Failure.Broken,
    };

    /// <summary>The innermost says most: "Connection refused", not "an error occurred while sending the request".</summary>
    private static string Reason(Exception e) => Redacted.Of(e.GetBaseException().Message.TrimEnd('.'));
}
