using RustImage.Registry;

namespace RustImage.UnitTests.Registry;

public sealed class RegistryNameTests
{
    [Theory]
    [InlineData("ghcr.io", "https://ghcr.io/", "http://ghcr.io/", "ghcr.io")]
    [InlineData("GHCR.io:443", "https://ghcr.io/", "http://ghcr.io:443/", "ghcr.io")]
    [InlineData("localhost:5000", "https://localhost:5000/", "http://localhost:5000/", "localhost:5000")]
    [InlineData("[::1]:5000", "https://[::1]:5000/", "http://[::1]:5000/", "[::1]:5000")]
    [InlineData("[::1]", "https://[::1]/", "http://[::1]/", "[::1]")]
    [InlineData("docker.io", "https://registry-1.docker.io/", "http://registry-1.docker.io/", "docker.io")]
    [InlineData("index.docker.io", "https://registry-1.docker.io/", "http://registry-1.docker.io/", "docker.io")]
    [InlineData("bücher.example", "https://xn--bcher-kva.example/", "http://xn--bcher-kva.example/", "xn--bcher-kva.example")]
    public void A_registry_name_yields_an_address(string name, string address, string plain, string host)
    {
        var registry = RegistryName.Parse(name);
        Assert.Equal((name, address, plain, host),
            (registry.Name, registry.Address.AbsoluteUri, registry.PlainAddress.AbsoluteUri, registry.Host));
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://ghcr.io")]
    [InlineData("ghcr.io/me")]
    [InlineData("me:secret@ghcr.io")]
    [InlineData("ghcr.io?x")]
    [InlineData("ghcr.io#x")]
    [InlineData("ghcr.io\\x")]
    [InlineData("ghcr.io:port")]
    [InlineData("ghcr.io\n")]
    public void An_invalid_host_is_refused(string name) =>
        Assert.Equal("RIMG5005", Assert.Throws<RustImageException>(() => RegistryName.Parse(name)).Code);

    [Theory]
    [InlineData("docker.io", "redis", "library/redis")]
    [InlineData("index.docker.io", "redis", "library/redis")]
    [InlineData("docker.io", "me/redis", "me/redis")]
    [InlineData("ghcr.io", "redis", "redis")]
    public void A_one_part_repository_gets_the_library_prefix_only_on_Docker_Hub(string registry, string repository, string complete) =>
        Assert.Equal(complete, RegistryName.Complete(registry, repository));

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1:5000", true)]
    [InlineData("127.8.9.10", true)]
    [InlineData("[::1]:5000", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("localhost.example", false)]
    [InlineData("127.0.0.1.example", false)]
    public void Loopback_is_recognized_by_the_name(string name, bool isLoopback) =>
        Assert.Equal(isLoopback, RegistryName.Parse(name).IsLoopback);

    [Theory]
    [InlineData("ghcr.io", "GHCR.IO:443", true)]
    [InlineData("docker.io", "index.docker.io", true)]
    [InlineData("localhost:5000", "localhost", false)]
    [InlineData("localhost:5000", "127.0.0.1:5000", false)]
    [InlineData("ghcr.io", "ghcr.io.example", false)]
    public void Two_names_are_equal_if_host_and_port_are_equal(string one, string other, bool isOne) =>
        Assert.Equal(isOne, RegistryName.Parse(one).Is(other));
}
