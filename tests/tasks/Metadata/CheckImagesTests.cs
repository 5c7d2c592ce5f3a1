using Microsoft.Build.Framework;
using RustImage.Tasks;

namespace RustImage.TaskTests.Metadata;

public sealed class CheckImagesTests : PipelineCase
{
    [Fact]
    public void Images_with_names_of_their_own_pass() =>
        Succeed(new CheckImages { Images = [Image("one", "/out/one.tar", "one"), Image("two", "/out/two.tar", "two")] });

    [Fact]
    public void Two_images_with_one_name_are_an_error()
    {
        var error = Fail(new CheckImages { Images = [Image("one", "/out/one.tar", "same"), Image("two", "/out/two.tar", "same")] });
        Assert.Equal("RIMG1012", error.Code);
        Assert.Contains("'same:1'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_images_with_one_archive_are_an_error() => Assert.Equal(
        "RIMG1013", Fail(new CheckImages { Images = [Image("one", "/out/a.tar", "one"), Image("two", "/out/a.tar", "two")] }).Code);

    private ITaskItem Image(string binary, string archive, string repository)
    {
        Succeed(ReadMetadata());
        Engine.Clear();
        return MakeItem(
            archive, ("Binary", binary), ("MetadataState", State("metadata")), ("Registries", ""), ("Repositories", repository),
            ("ImageTags", "1;2"));
    }
}
