using RustImage.Metadata;

namespace RustImage.UnitTests.Metadata;

public sealed class MetadataAnnotationTests
{
    [Theory]
    [InlineData("k=v", "manifest k=v")]
    [InlineData("manifest:k=v", "manifest k=v")]
    [InlineData("index:k=", "index k=")]
    [InlineData("manifest,index:k=v", "manifest k=v|index k=v")]
    [InlineData("manifest[linux/amd64]:k=a:b=c;%3B\"", "manifest linux/amd64 k=a:b=c;%3B\"")]
    [InlineData("index-descriptor,manifest-descriptor[linux/arm/v7]:k=v", "index-descriptor k=v|manifest-descriptor linux/arm/v7 k=v")]
    public void An_annotation_has_levels_key_and_value(string text, string expected) => Assert.Equal(
        expected,
        string.Join('|',
        MetadataAnnotation.Parse(text, "x").Select(a => $"{a.Level} {(a.Platform is null ? "" : a.Platform + " ")}{a.Key}={a.Value}")));

    [Theory]
    [InlineData("k")]
    [InlineData("=v")]
    [InlineData("manifest:=v")]
    [InlineData("layer:k=v")]
    [InlineData("Manifest:k=v")]
    [InlineData("manifest,:k=v")]
    [InlineData("manifest[]:k=v")]
    [InlineData("manifest[linux/amd64:k=v")]
    [InlineData("index[linux/amd64]:k=v")]
    public void An_invalid_annotation_is_refused_and_quoted(string text)
    {
        var failure = Assert.Throws<RustImageException>(() => MetadataAnnotation.Parse(text, "some.json"));
        Assert.Equal("RIMG5034", failure.Code);
        Assert.Contains($"'{text}'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("manifest:k=v", "linux-x64", true)]
    [InlineData("manifest[linux/amd64]:k=v", "linux-x64", true)]
    [InlineData("manifest[linux/amd64]:k=v", "linux-arm64", false)]
    [InlineData("manifest[linux/arm64]:k=v", "linux-arm64", true)]
    [InlineData("manifest[linux/arm64/v8]:k=v", "linux-musl-arm64", true)]
    [InlineData("manifest[linux/arm/v7]:k=v", "linux-arm", true)]
    [InlineData("manifest[linux/arm/v6]:k=v", "linux-arm", false)]
    [InlineData("manifest[windows/amd64]:k=v", "linux-x64", false)]
    public void An_annotation_may_be_for_one_platform(string text, string rid, bool expected) =>
        Assert.Equal(expected, Assert.Single(MetadataAnnotation.Parse(text, "x")).IsFor(Platform.FromRuntimeIdentifier(rid)!));
}
