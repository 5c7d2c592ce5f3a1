using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

/// <summary>PublishContainer with docker's registry.</summary>
public sealed class PublishTests(PublishedHello hello, Dockerd docker, TestPodman podman) : IClassFixture<PublishedHello>, IDisposable
{
    private readonly DockerRegistry _registry = new();
    private readonly TemporaryDirectory _directory = new();

    public void Dispose()
    {
        _registry.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void The_build_reports_exactly_what_the_registry_received()
    {
        var facts = hello.Facts(_registry.Host, "-p:ContainerRepository=team/hello", "-p:ContainerImageTags=1.0%3Blatest");

        var digest = (string)facts["Properties"]!["GeneratedContainerDigest"]!;
        var reference = Assert.Single(facts["Items"]!["GeneratedContainerReference"]!.AsArray())!;
        Assert.Equal($"{_registry.Host}/team/hello@{digest}", (string)reference["Identity"]!);
        Assert.Equal(("hello", "team/hello", digest),
            ((string)reference["Project"]!, (string)reference["Repository"]!, (string)reference["Digest"]!));
        Assert.Equal(
            [$"{_registry.Host}/team/hello:1.0", $"{_registry.Host}/team/hello:latest"],
            facts["Items"]!["GeneratedContainerName"]!.AsArray().Select(n => (string)n!["Identity"]!));
        var manifest = (string)facts["Properties"]!["GeneratedContainerManifest"]!;
        foreach (var name in new[] { "team/hello:1.0", "team/hello:latest", $"team/hello@{digest}" })
        {
            Assert.Equal(manifest, Skopeo.Manifest($"docker://{_registry.Host}/{name}"));
            Assert.Equal((string)facts["Properties"]!["GeneratedContainerConfiguration"]!,
                Skopeo.RawConfig($"docker://{_registry.Host}/{name}"));
        }
        var container = Assert.Single(facts["Items"]!["GeneratedContainer"]!.AsArray())!;
        Assert.Equal((manifest, digest), ((string)container["Manifest"]!, (string)container["ManifestDigest"]!));
    }

    [Fact]
    public void Docker_podman_skopeo_and_umoci_read_the_pushed_image()
    {
        hello.Publish(_registry.Host).SucceededWithoutWarning();
        var image = $"{_registry.Host}/hello:0.1.0";

        foreach (var engine in new ITestEngine[] { docker, podman })
        {
            engine.Pull(image);
            Assert.Contains("as user 65532", engine.Run(image, []).StandardOutput, StringComparison.Ordinal);
        }
        Skopeo.Copy($"docker://{image}", $"oci:{_directory["layout"]}:1");
        var root = Umoci.Unpack(_directory["layout"], "1", _directory["bundle"]);
        Assert.Equal(PublishedHello.Bulk, new FileInfo(Path.Combine(root, "usr/share/bulk")).Length);
    }

    [Fact]
    public void A_second_push_sends_no_blob_and_makes_few_requests()
    {
        hello.Publish(_registry.Host).SucceededWithoutWarning();
        var before = _registry.Requests().Count;

        var second = hello.Publish(_registry.Host).SucceededWithoutWarning();

        Assert.Contains("nothing sent", second.Output, StringComparison.Ordinal);
        var requests = _registry.Requests().Skip(before).ToList();
        Assert.InRange(requests.Count, 1, 9);
        Assert.DoesNotContain(requests,
            r => !r.StartsWith("HEAD ", StringComparison.Ordinal) && !r.StartsWith("GET ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_changed_application_sends_only_its_layer_and_the_configuration()
    {
        using var proxy = new Nginx(_registry);
        hello.Publish(proxy.Host).SucceededWithoutWarning();
        var before = proxy.Requests();
        Assert.True(before.Sum(r => r.Bytes) > PublishedHello.Bulk);
        hello.ChangeApplication();

        hello.Publish(proxy.Host, "-p:ContainerImageTags=0.2").SucceededWithoutWarning();

        var after = proxy.Requests().Skip(before.Count).ToList();
        Assert.Equal(2, after.Count(r => r.Method == "PUT" && r.Path.Contains("/blobs/uploads/", StringComparison.Ordinal)));
        Assert.InRange(after.Sum(r => r.Bytes), 1, 1_000_000);
    }

    [Fact]
    public void Several_registries_and_repositories_get_the_image_under_every_tag()
    {
        using var other = new DockerRegistry();

        hello.Publish($"{_registry.Host}%3B{other.Host}", "-p:ContainerRepository=one%3Bteam/two", "-p:ContainerImageTags=a%3Bb")
            .SucceededWithoutWarning();

        var manifests = from host in new[] { _registry.Host, other.Host }
                        from repository in new[] { "one", "team/two" }
                        from tag in new[] { "a", "b" }
                        select Skopeo.Manifest($"docker://{host}/{repository}:{tag}");
        Assert.Single(manifests.Distinct());
        // The second repository mounted the blobs of the first.
        Assert.Contains(_registry.Requests(), r => r.Contains("mount=sha256", StringComparison.Ordinal)
            && r.Contains("from=one", StringComparison.Ordinal) && r.EndsWith(" 201", StringComparison.Ordinal));
        Assert.DoesNotContain(_registry.Requests(), r => r.StartsWith("PUT /v2/team/two/blobs/", StringComparison.Ordinal));
    }

    [Fact]
    public void Blobs_are_mounted_from_an_earlier_repository()
    {
        hello.Publish(_registry.Host, "-p:ContainerRepository=first").SucceededWithoutWarning();

        var second = hello.Publish(_registry.Host, "-p:ContainerRepository=second").SucceededWithoutWarning();

        Assert.Matches(@"nothing sent, \d+ mounted", second.Output);
        Assert.Equal(Skopeo.Manifest($"docker://{_registry.Host}/first:0.1.0"), Skopeo.Manifest($"docker://{_registry.Host}/second:0.1.0"));
    }

    [Fact]
    public void If_one_registry_is_down_no_registry_gets_a_tag()
    {
        var dead = $"localhost:{Daemon.FreePort()}";

        var error = hello.Publish($"{_registry.Host}%3B{dead}").FailedWithOneError();

        Assert.StartsWith("RIMG6", error.Code, StringComparison.Ordinal);
        Assert.Contains(dead, error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_registry.Requests(),
            r => r.StartsWith("PUT ", StringComparison.Ordinal) && r.Contains("/manifests/", StringComparison.Ordinal));
    }

    [Fact]
    public void With_an_archive_path_and_no_registry_the_archive_is_written()
    {
        var result = hello.Publish("", $"-p:ContainerArchiveOutputPath={_directory["hello.tar"]}").SucceededWithoutWarning();
        Assert.Contains(_directory["hello.tar"], result.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_directory["hello.tar"]));
    }
}
