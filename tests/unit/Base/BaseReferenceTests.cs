using RustImage.Base;

namespace RustImage.UnitTests.Base;

public sealed class BaseReferenceTests
{
    private const string Sha = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly string Project = Path.GetFullPath("/project");

    [Theory]
    [InlineData("debian", "docker.io", "library/debian", "latest")]
    [InlineData("debian:12-slim", "docker.io", "library/debian", "12-slim")]
    [InlineData("company/base:1", "docker.io", "company/base", "1")]
    [InlineData("docker.io/debian", "docker.io", "library/debian", "latest")]
    [InlineData("ghcr.io/company/base", "ghcr.io", "company/base", "latest")]
    [InlineData("localhost/base", "localhost", "base", "latest")]
    [InlineData("localhost:5000/base:2", "localhost:5000", "base", "2")]
    [InlineData("[::1]:5000/team/base:2", "[::1]:5000", "team/base", "2")]
    public void A_name_is_read_as_docker_reads_it(string text, string registry, string repository, string tag) =>
        Assert.Equal(new RegistryReference(text, null, registry, repository, tag), BaseReference.Parse(text, Project));

    [Theory]
    [InlineData("ghcr.io/company/base", "latest")]
    [InlineData("ghcr.io/company/base:1.2", "1.2")]
    public void A_digest_may_follow_a_name_with_and_without_a_tag(string name, string tag)
    {
        var reference = Assert.IsType<RegistryReference>(BaseReference.Parse($"{name}@{Sha}", Project));
        Assert.Equal((name, Digest.Parse(Sha), tag), (reference.Name, reference.Digest!.Value, reference.Tag));
    }

    [Theory]
    [InlineData("oci:base", BaseTransport.OciDirectory, "base", null)]
    [InlineData("oci:../out/base:1.0", BaseTransport.OciDirectory, "../out/base", "1.0")]
    [InlineData("oci-archive:base.tar", BaseTransport.OciArchive, "base.tar", null)]
    [InlineData("oci-archive:base.tar:docker.io/library/base:1", BaseTransport.OciArchive, "base.tar", "docker.io/library/base:1")]
    [InlineData("docker-archive:out/base.tar:base:1", BaseTransport.DockerArchive, "out/base.tar", "base:1")]
    public void A_file_reference_has_the_form_of_skopeo_and_is_relative_to_the_project(
        string text, Enum transport, string path, string? image) =>
        Assert.Equal(new LocalReference(text, null, (BaseTransport)transport, Path.GetFullPath(path, Project), image),
            BaseReference.Parse(text, Project));

    [Theory]
    [InlineData(@"oci:C:\images\base", @"C:\images\base", null)]
    [InlineData(@"oci:c:/images/base:1.0", "c:/images/base", "1.0")]
    [InlineData(@"docker-archive:D:\base.tar:base:1", @"D:\base.tar", "base:1")]
    public void The_colon_after_a_drive_letter_belongs_to_the_path(string text, string path, string? image)
    {
        var reference = Assert.IsType<LocalReference>(BaseReference.Parse(text, Project));
        Assert.Equal((Path.GetFullPath(path, Project), image), (reference.Path, reference.Image));
    }

    [Fact]
    public void A_file_reference_may_have_a_digest()
    {
        var reference = BaseReference.Parse($"oci:base:1@{Sha}", Project);
        Assert.Equal(("oci:base:1", Digest.Parse(Sha)), (reference.Name, reference.Digest!.Value));
    }

    [Theory]
    [InlineData("Debian")]
    [InlineData("debian:")]
    [InlineData("debian:12 slim")]
    [InlineData("debian@sha256:abc")]
    [InlineData("https://ghcr.io/company/base")]
    [InlineData("ghcr.io/")]
    [InlineData("oci:")]
    [InlineData("docker-archive::name")]
    [InlineData("")]
    public void An_invalid_reference_is_refused_and_the_valid_forms_are_named(string text)
    {
        var failure = Assert.Throws<RustImageException>(() => BaseReference.Parse(text, Project));
        Assert.Equal("RIMG5101", failure.Code);
        Assert.Contains($"'{text}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("oci-archive:FILE", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_does_not_repeat_the_password_of_an_address()
    {
        var failure = Assert.Throws<RustImageException>(() => BaseReference.Parse("https://me:secret@ghcr.io/base", Project));
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }
}
