using Microsoft.Build.Framework;
using RustImage.Tasks;

namespace RustImage.TaskTests.Metadata;

public sealed class CheckPlatformsTests : PipelineCase
{
    [Fact]
    public void The_first_platform_and_that_of_the_host_are_told()
    {
        var task = Create(Platform("linux-arm64", "hello"), Platform("linux-x64", "hello"));
        Succeed(task);
        Assert.Equal(("linux-arm64", "linux-x64"), (task.First?.ItemSpec, task.Host?.ItemSpec));
    }

    [Fact]
    public void A_host_that_runs_none_of_them_is_no_error()
    {
        var task = Create(Platform("linux-arm64", "hello"), Platform("linux-s390x", "hello"));
        Succeed(task);
        Assert.Null(task.Host);
    }

    [Fact]
    public void Other_names_on_another_platform_are_an_error() =>
        Assert.Equal("RIMG5042", Fail(Create(Platform("linux-x64", "one"), Platform("linux-arm64", "two"))).Code);

    private static CheckPlatforms Create(params ITaskItem[] platforms) => new() { Platforms = platforms, HostArchitecture = "X64" };

    private ITaskItem Platform(string runtimeIdentifier, string repository)
    {
        Succeed(ReadMetadata());
        Engine.Clear();
        return MakeItem(
            runtimeIdentifier, ("MetadataState", State("metadata")), ("Registries", ""), ("Repositories", repository),
            ("ImageTags", "1;2"));
    }
}
