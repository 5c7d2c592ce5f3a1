using System.Net.Sockets;
using System.Security.Authentication;

namespace RustImage.Http;

/// <summary>
/// Runs the steps of a connection, one at a time, and ends a step that stalls. Failures become a <see cref="TransferException"/>.
/// </summary>
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
            var limit = HttpConnections.ConnectTimeout.TotalSeconds;
            throw new TransferException(Failure.Unreachable, $"no connection within {limit:0.#} s", e);
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
            // Time between two steps is not counted: it may go to a slow disk.
            _stalled.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>
    /// Restarts the time limit of the running step, since it has made progress. A request sends a large body in one step.
    /// </summary>
    /// <param name="more">Extends the limit once.</param>
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
        HttpRequestException { InnerException: SocketException { SocketErrorCode: var error } } when IsUnreachable(error) =>
            Failure.Unreachable,
        _ => Failure.Broken,
    };

    private static bool IsUnreachable(SocketError error) =>
        error is SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown;

    /// <summary>
    /// The message of the innermost exception says most: "Connection refused", not "an error occurred while sending the request".
    /// </summary>
    private static string Reason(Exception e) => Redacted.Of(e.GetBaseException().Message.TrimEnd('.'));
}
