using Microsoft.AspNetCore.Http;
using RustImage.Testing;

namespace RustImage.UnitTests.Servers;

public sealed class LoopbackServerTests
{
    [Fact]
    public async Task The_server_answers_and_breaks_connections_as_told()
    {
        using var server = new LoopbackServer(async context =>
        {
            if (context.Request.Path == "/broken")
                context.Abort();
            else
                await context.Response.WriteAsync($"{context.Request.Method} {context.Request.Path}");
        });
        using var client = new HttpClient { BaseAddress = server.Address };
        Assert.Equal("GET /v2/", await client.GetStringAsync("/v2/"));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync("/broken"));
    }
}
