using RustImage.Registry.Connection;

namespace RustImage.UnitTests.Registry.Connection;

/// <summary>Headers of RFC 9110, section 11.6.1, and of real servers.</summary>
public sealed class ChallengeTests
{
    [Theory]
    [InlineData("Basic", "Basic")]
    [InlineData("Basic realm=\"x\"", "Basic realm=x")]
    [InlineData("Bearer realm=\"https://x/t\",service=\"s\",scope=\"repository:a:pull,push\"",
        "Bearer realm=https://x/t service=s scope=repository:a:pull,push")]
    [InlineData("bearer REALM = \"https://x/t\" , Service = s", "bearer realm=https://x/t service=s")]
    [InlineData("Bearer realm=https://x/t,service=s", "Bearer realm=https://x/t service=s")]
    [InlineData("Bearer realm=\"a \\\"b\\\" \\\\ , c=d\"", "Bearer realm=a \"b\" \\ , c=d")]
    [InlineData("Basic realm=\"x\", Bearer realm=\"y\",service=\"z\"", "Basic realm=x|Bearer realm=y service=z")]
    [InlineData("Negotiate, Basic realm=\"x\"", "Negotiate|Basic realm=x")]
    [InlineData("Negotiate YIIJvwYG, Basic realm=x", "Negotiate|Basic realm=x")]
    [InlineData("Negotiate YIIJ/vw+YG==, Basic realm=x", "Negotiate|Basic realm=x")]
    [InlineData("Negotiate YIIJvwYG=, Basic realm=x", "Negotiate|Basic realm=x")]
    [InlineData("Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"simple\"",
        "Newauth realm=apps type=1 title=Login to \"apps\"|Basic realm=simple")]
    [InlineData(", ,Basic realm=\"x\",,", "Basic realm=x")]
    [InlineData("Bearer realm=\"first\",realm=\"second\"", "Bearer realm=first")]
    [InlineData("Bearer realm=\"no end", "Bearer realm=no end")]
    [InlineData("Bearer realm=\"\"", "Bearer realm=")]
    [InlineData("Bearer realm=", "Bearer")]
    [InlineData("\"what\", Basic", "Basic")]
    [InlineData("", "")]
    [InlineData(" , ", "")]
    public void A_header_is_parsed_into_challenges(string header, string expected)
    {
        var names = new[] { "realm", "service", "scope", "type", "title" };
        var found = Challenge.Parse(header)
            .Select(c => string.Join(' ', names.Where(n => c[n] is not null).Select(n => $"{n}={c[n]}").Prepend(c.Scheme)));
        Assert.Equal(expected, string.Join('|', found));
    }

    [Fact]
    public void Several_headers_are_read_in_order()
    {
        using var answer = new HttpResponseMessage();
        answer.Headers.TryAddWithoutValidation("WWW-Authenticate", "Basic realm=\"x\"");
        answer.Headers.TryAddWithoutValidation("WWW-Authenticate", "Bearer realm=https://x/t,service=s");
        Assert.Equal(["Basic", "Bearer"], Challenge.Of(answer.Headers).Select(c => c.Scheme));
    }

    [Fact]
    public void A_truncated_header_causes_no_exception()
    {
        const string alphabet = "a=\", \\/=\t";
        for (var i = 0; i < 9 * 9 * 9 * 9 * 9; i++)
            _ = Challenge.Parse(string.Concat(new[] { 1, 9, 81, 729, 6561 }.Select(d => alphabet[i / d % 9]))).Count();
    }
}
