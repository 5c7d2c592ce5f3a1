using System.Text;
using RustImage.Registry.Connection;

namespace RustImage.UnitTests.Registry.Connection;

public sealed class RegistryErrorTests
{
    [Theory]
    [InlineData("""{"errors":[{"code":"DENIED","message":"requested access to the resource is denied.","detail":{"a":1}}]}""",
        "DENIED: requested access to the resource is denied")]
    [InlineData("""{"errors":[{"code":"NAME_INVALID","message":"bad","detail":"too long"},{"code":"X"},{"code":"X"}]}""",
        "NAME_INVALID: bad (too long); X")]
    [InlineData("""{"errors":[]}""", "")]
    [InlineData("""{"errors":[1,null,{"code":2}]}""", "")]
    [InlineData("""{"error":"invalid_grant","error_description":"it has expired"}""", "it has expired")]
    [InlineData("""{"details":"incorrect username or password"}""", "incorrect username or password")]
    [InlineData("""{"error":"nope"}""", "nope")]
    [InlineData("unauthorized:\r\n\tgo\u001b[31m away\u202e\n", "unauthorized: go [31m away")]
    [InlineData("<html><head><title>Log in\nto Corp</title></head><body>…</body></html>", "Log in to Corp")]
    [InlineData("<html><body>x</body></html>", "")]
    [InlineData("", "")]
    [InlineData("[1]", "[1]")]
    [InlineData("see https://me:s3cret@x.example/a?t=s3cret for more", "see https://***@x.example/a?*** for more")]
    public async Task The_error_text_of_a_server_becomes_one_line(string body, string expected) =>
        Assert.Equal(expected, await ReadAsync(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public async Task A_long_text_is_truncated()
    {
        var words = await ReadAsync(Encoding.UTF8.GetBytes(new string('x', 1_000_000)));
        Assert.Equal(new string('x', 300) + "…", words);
    }

    [Fact]
    public async Task Any_bytes_in_an_error_body_are_tolerated()
    {
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var body = new byte[random.Next(6000)];
            random.NextBytes(body);
            Assert.DoesNotContain(await ReadAsync(body), char.IsControl);
        }
    }

    private static async Task<string> ReadAsync(byte[] body)
    {
        using var answer = new HttpResponseMessage { Content = new ByteArrayContent(body) };
        return await RegistryError.ReadAsync(answer, TestContext.Current.CancellationToken);
    }
}
