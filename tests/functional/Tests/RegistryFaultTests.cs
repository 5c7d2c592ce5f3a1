using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

/// <summary>A real registry behind a bad network or a strict proxy: the push succeeds, or gives one clear error and no tag.</summary>
public sealed class RegistryFaultTests(PublishedHello hello) : IClassFixture<PublishedHello>, IDisposable
{
    private readonly DockerRegistry _registry = new();

    public void Dispose() => _registry.Dispose();

    [Fact]
    public void A_push_survives_connections_that_break_in_the_middle_of_a_layer()
    {
        using var proxy = new BreakingProxy(_registry.Port, breakAfter: PublishedHello.Bulk / 2, breaks: 2);

        Push(proxy.Host);

        Assert.True(proxy.BreaksLeft <= 0, "nothing broke");
        // This registry (distribution 2.8 compares offsets) forgets an upload after a broken connection, so the layer starts again twice.
        Assert.InRange(proxy.Sent, PublishedHello.Bulk, 3 * PublishedHello.Bulk);
    }

    [Fact]
    public void A_push_over_a_slow_connection_succeeds()
    {
        using var proxy = new BreakingProxy(_registry.Port, bytesPerSecond: 2_000_000);
        Push(proxy.Host);
    }

    [Fact]
    public void A_proxy_with_a_body_size_limit_gets_chunks()
    {
        using var proxy = new Nginx(_registry, bodySize: "1m");

        Push(proxy.Host);

        Assert.Contains(proxy.Requests(), r => r.Status == 413);
        Assert.All(proxy.Requests(), r => Assert.InRange(r.Bytes, 0, 1_100_000));
        Assert.Contains(proxy.Requests(), r => r is { Method: "PATCH", Status: 202 });
    }

    [Fact]
    public void A_push_through_a_proxy_that_answers_404_to_every_HEAD_succeeds()
    {
        using var proxy = new Nginx(_registry, inside: "if ($request_method = HEAD) { return 404; }");
        Push(proxy.Host);
        Push(proxy.Host);
    }

    [Fact]
    public void Requests_are_repeated_after_an_occasional_bad_gateway()
    {
        using var proxy = new Nginx(
            _registry, outside: "map $connection_requests $bad { default 0; 2 1; 5 1; }", inside: "if ($bad) { return 502; }");

        Push(proxy.Host);

        Assert.Contains(proxy.Requests(), r => r.Status == 502);
    }

    [Fact]
    public void Requests_are_repeated_after_429_when_the_server_allows_it()
    {
        using var proxy = new Nginx(
            _registry, outside: "limit_req_zone $binary_remote_addr zone=all:1m rate=5r/s; limit_req_status 429;",
            inside: "limit_req zone=all burst=2 nodelay; error_page 429 = @wait;",
            server: "location @wait { add_header Retry-After 1 always; return 429; }");

        Push(proxy.Host);

        Assert.Contains(proxy.Requests(), r => r.Status == 429);
    }

    [Fact]
    public void A_registry_that_always_fails_is_one_error_and_gets_no_tag()
    {
        using var proxy = new Nginx(_registry, inside: "if ($request_method = PUT) { return 500; }");

        var error = hello.Publish(proxy.Host, $"-p:ContainerImageTags={Tag()}").FailedWithOneError();

        Assert.StartsWith("RIMG62", error.Code, StringComparison.Ordinal);
        Assert.Contains("500", error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_registry.Requests(),
            r => r.Contains("/manifests/", StringComparison.Ordinal) && r.StartsWith("PUT", StringComparison.Ordinal));
    }

    [Fact]
    public void A_connection_that_always_breaks_is_one_error_and_sets_no_tag()
    {
        using var proxy = new BreakingProxy(_registry.Port, breakAfter: 2_000, breaks: int.MaxValue);

        var error = hello.Publish(proxy.Host).FailedWithOneError();

        Assert.StartsWith("RIMG62", error.Code, StringComparison.Ordinal);
        Assert.DoesNotContain(_registry.Requests(),
            r => r.Contains("/manifests/", StringComparison.Ordinal) && r.StartsWith("PUT", StringComparison.Ordinal));
    }

    private static string Tag() => $"t{Guid.NewGuid():N}";

    /// <summary>Pushes, and compares the content of the registry with the build.</summary>
    private void Push(string host)
    {
        var tag = Tag();
        var facts = hello.Facts(host, $"-p:ContainerImageTags={tag}");
        var image = $"docker://{_registry.Host}/hello:{tag}";
        Assert.Equal((string)facts["Properties"]!["GeneratedContainerManifest"]!, Skopeo.Manifest(image));
        using var directory = new TemporaryDirectory();
        Skopeo.Copy(image, $"oci:{directory["layout"]}:1"); // checks every digest
    }
}
