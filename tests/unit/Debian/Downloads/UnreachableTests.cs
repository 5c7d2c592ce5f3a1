using System.Net.Sockets;
using RustImage.Debian.Downloads;
using RustImage.Http;

namespace RustImage.UnitTests.Debian.Downloads;

public sealed class UnreachableTests
{
    [Fact]
    public async Task A_host_that_does_not_answer_is_tried_twice() =>
        await AssertTriedTwiceAsync(new TaskCanceledException("", new TimeoutException()), "no connection within 5 s");

    [Fact]
    public async Task A_name_that_does_not_resolve_is_tried_twice() =>
        await AssertTriedTwiceAsync(new HttpRequestException(HttpRequestError.NameResolutionError, "no such name"), "no such name");

    [Fact]
    public async Task An_unreachable_network_is_tried_twice() => await AssertTriedTwiceAsync(
        new HttpRequestException(
            HttpRequestError.ConnectionError, "no route", new SocketException((int)SocketError.NetworkUnreachable)), "(2 times");

    private static async Task AssertTriedTwiceAsync(Exception exception, string said)
    {
        var handler = new FailingHandler(exception);
        using var downloader = new Downloader(new TransferOptions { Delay = (_, _) => Task.CompletedTask }, handler);
        var error = await Assert.ThrowsAsync<RustImageException>(
            () => downloader.FetchAsync([new("http://mirror.example/a")], 100, TestContext.Current.CancellationToken));
        Assert.Equal("RIMG7032", error.Code);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Equal(2, handler.Asked);
    }

    private sealed class FailingHandler(Exception exception) : HttpMessageHandler
    {
        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromException<HttpResponseMessage>(exception);
        }
    }
}
