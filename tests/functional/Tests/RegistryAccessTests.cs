using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

/// <summary>Registries with access control.</summary>
public sealed class RegistryAccessTests(PublishedHello hello) : IClassFixture<PublishedHello>, IDisposable
{
    private readonly TestCertificate _certificate = new();

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public void A_company_certificate_authority_named_by_the_project_is_trusted()
    {
        using var registry = new DockerRegistry(new(_certificate));
        hello.Project.Write("company-ca.pem", _certificate.AuthorityPem);

        hello.Publish(registry.Host, "-p:ContainerRegistryCertificate=company-ca.pem").SucceededWithoutWarning();

        Assert.Contains("hello", Skopeo.Inspect($"docker://{registry.Host}/hello:0.1.0"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_for_an_unknown_certificate_authority_names_it()
    {
        using var registry = new DockerRegistry(new(_certificate));

        var error = hello.Publish(registry.Host).FailedWithOneError();

        Assert.StartsWith("RIMG61", error.Code, StringComparison.Ordinal);
        Assert.Contains("A test's own authority", error.Text, StringComparison.Ordinal);
        Assert.Contains("ContainerRegistryCertificate", error.Text, StringComparison.Ordinal);
        Assert.Empty(registry.Requests());
    }

    [Fact]
    public void Basic_credentials_come_from_dockers_configuration()
    {
        using var registry = new DockerRegistry(new(_certificate, Basic: true));
        hello.Project.Write("company-ca.pem", _certificate.AuthorityPem);
        var secret = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{DockerRegistry.User}:{DockerRegistry.Password}"));
        hello.Project.Write("docker/config.json", $$$"""{"auths":{"{{{registry.Host}}}":{"auth":"{{{secret}}}"} } }""");

        hello.Publish(registry.Host, "-p:ContainerRegistryCertificate=company-ca.pem").SucceededWithoutWarning();

        // Once for the check before cargo compiles, once for the push.
        Assert.Equal(2, registry.Requests().Count(r => r.EndsWith(" 401", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_NET_SDK_variables_provide_tokens_for_the_pushed_repositories()
    {
        using var tokens = new JwtTokenServer();
        using var registry = new DockerRegistry(new(Tokens: tokens));
        hello.Project.Environment["DOTNET_CONTAINER_PUSH_REGISTRY_UNAME"] = DockerRegistry.User;
        hello.Project.Environment["DOTNET_CONTAINER_PUSH_REGISTRY_PWORD"] = DockerRegistry.Password;
        try
        {
            hello.Publish(registry.Host, "-p:ContainerRepository=one%3Btwo").SucceededWithoutWarning();
        }
        finally
        {
            hello.Project.Environment.Remove("DOTNET_CONTAINER_PUSH_REGISTRY_UNAME");
            hello.Project.Environment.Remove("DOTNET_CONTAINER_PUSH_REGISTRY_PWORD");
        }

        Assert.Contains("repository:one:pull,push", tokens.Scopes);
        Assert.Contains("repository:two:pull,push repository:one:pull", tokens.Scopes);
        Assert.DoesNotContain(registry.Requests(), r => r.StartsWith("PUT /v2/two/blobs/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_refusal_lists_where_credentials_were_searched_and_hides_secrets()
    {
        using var tokens = new JwtTokenServer();
        using var registry = new DockerRegistry(new(Tokens: tokens));
        hello.Project.Write("docker/config.json",
            $$$"""{"auths":{"ghcr.io":{"auth":"dXNlcjpodW50ZXIy"},"{{{registry.Host}}}":{"username":"bob","password":"swordfish"} } }""");
        hello.Project.Environment["DOTNET_CONTAINER_PULL_REGISTRY_PWORD"] = "hunter3";
        try
        {
            var error = hello.Publish(registry.Host).FailedWithOneError();

            Assert.StartsWith("RIMG610", error.Code, StringComparison.Ordinal);
            Assert.Contains(hello.Project["docker/config.json"], error.Text, StringComparison.Ordinal);
            Assert.Contains("DOTNET_CONTAINER_PUSH_REGISTRY_UNAME", error.Text, StringComparison.Ordinal);
            Assert.Contains("docker login", error.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch("hunter|swordfish|dXNlcj", error.Text);
        }
        finally
        {
            hello.Project.Environment.Remove("DOTNET_CONTAINER_PULL_REGISTRY_PWORD");
            File.Delete(hello.Project["docker/config.json"]);
        }
        Assert.DoesNotContain(registry.Requests(), r => r.StartsWith("PUT ", StringComparison.Ordinal));
    }
}
