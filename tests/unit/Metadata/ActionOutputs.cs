using RustImage.Metadata;

namespace RustImage.UnitTests.Metadata;

/// <summary>The outputs of docker/metadata-action for one run with two images, in each format.</summary>
internal static class ActionOutputs
{
    public const string Json = """
        {"tags":["ghcr.io/octo/hello:1.2.3","ghcr.io/octo/hello:latest","octo/hello:1.2.3","octo/hello:latest"],
         "tag-names":["1.2.3","latest"],
         "labels":{"org.opencontainers.image.created":"2024-05-06T07:08:09.123Z",
          "org.opencontainers.image.description":"100%25 of \"it\"; a=b",
          "org.opencontainers.image.licenses":"MIT",
          "org.opencontainers.image.revision":"90dd6032fac8bda1b6c4436a2e65de27961ed071",
          "org.opencontainers.image.source":"https://github.com/octo/hello",
          "org.opencontainers.image.title":"hello",
          "org.opencontainers.image.url":"https://github.com/octo/hello",
          "org.opencontainers.image.version":"1.2.3"},
         "annotations":["manifest:org.opencontainers.image.created=2024-05-06T07:08:09.123Z",
          "manifest:org.opencontainers.image.title=hello"]}
        """;

    public const string Tags = """
        ghcr.io/octo/hello:1.2.3
        ghcr.io/octo/hello:latest
        octo/hello:1.2.3
        octo/hello:latest
        """;

    public const string Labels = """
        org.opencontainers.image.created=2024-05-06T07:08:09.123Z
        org.opencontainers.image.description=100%25 of "it"; a=b
        org.opencontainers.image.licenses=MIT
        org.opencontainers.image.revision=90dd6032fac8bda1b6c4436a2e65de27961ed071
        org.opencontainers.image.source=https://github.com/octo/hello
        org.opencontainers.image.title=hello
        org.opencontainers.image.url=https://github.com/octo/hello
        org.opencontainers.image.version=1.2.3
        """;

    public const string Annotations = """
        manifest:org.opencontainers.image.created=2024-05-06T07:08:09.123Z
        manifest:org.opencontainers.image.title=hello
        """;

    public const string BakeTags = """
        {
          "target": {
            "docker-metadata-action": {
              "tags": [
                "ghcr.io/octo/hello:1.2.3",
                "ghcr.io/octo/hello:latest",
                "octo/hello:1.2.3",
                "octo/hello:latest"
              ],
              "args": {
                "DOCKER_META_IMAGES": "ghcr.io/octo/hello,octo/hello",
                "DOCKER_META_VERSION": "1.2.3"
              }
            }
          }
        }
        """;

    public const string BakeLabels = """
        {
          "target": {
            "docker-metadata-action": {
              "labels": {
                "org.opencontainers.image.created": "2024-05-06T07:08:09.123Z",
                "org.opencontainers.image.description": "100%25 of \"it\"; a=b",
                "org.opencontainers.image.licenses": "MIT",
                "org.opencontainers.image.revision": "90dd6032fac8bda1b6c4436a2e65de27961ed071",
                "org.opencontainers.image.source": "https://github.com/octo/hello",
                "org.opencontainers.image.title": "hello",
                "org.opencontainers.image.url": "https://github.com/octo/hello",
                "org.opencontainers.image.version": "1.2.3"
              }
            }
          }
        }
        """;

    public const string BakeAnnotations = """
        {"target":{"docker-metadata-action":{"annotations":[
          "manifest:org.opencontainers.image.created=2024-05-06T07:08:09.123Z",
          "manifest:org.opencontainers.image.title=hello"]}}}
        """;

    /// <summary>Asserts that the metadata equals the expected values.</summary>
    public static void AssertExpected(ImageMetadata metadata)
    {
        Assert.Equal(
            [
                new("ghcr.io", "octo/hello", "1.2.3"), new("ghcr.io", "octo/hello", "latest"),
                new("docker.io", "octo/hello", "1.2.3"), new MetadataTag("docker.io", "octo/hello", "latest"),
            ],
            metadata.Tags);
        Assert.Equal(8, metadata.Labels.Count);
        Assert.Equal("100%25 of \"it\"; a=b", metadata.Labels["org.opencontainers.image.description"]);
        Assert.Equal("90dd6032fac8bda1b6c4436a2e65de27961ed071", metadata.Labels["org.opencontainers.image.revision"]);
        Assert.Equal(
            [
                new("manifest", null, "org.opencontainers.image.created", "2024-05-06T07:08:09.123Z"),
                new MetadataAnnotation("manifest", null, "org.opencontainers.image.title", "hello"),
            ],
            metadata.Annotations);
    }
}
