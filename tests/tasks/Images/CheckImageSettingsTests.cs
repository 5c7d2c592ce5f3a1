using RustImage.Tasks;

namespace RustImage.TaskTests.Images;

public sealed class CheckImageSettingsTests : PipelineCase
{
    [Fact]
    public void Right_settings_pass_without_layers_and_without_a_word()
    {
        var task = Create();
        (task.Ports, task.User) = ([MakeItem("8080")], "nonroot:nonroot");
        task.EntrypointArgs = [MakeItem("--serve")];
        Succeed(task);
        Assert.Equal("", Engine.AllText);
        Assert.Empty(Engine.Warnings);
        Assert.False(File.Exists(State("layers")));
    }

    [Fact]
    public void Every_wrong_setting_is_an_error_of_its_own()
    {
        var task = Create();
        (task.Ports, task.Volumes) = ([MakeItem("http"), MakeItem("0")], [MakeItem("data")]);
        (task.ImageTags, task.User, task.StopSignal, task.ImageFormat) = (["a b"], "me", "SIGNAL", "VHD");
        Assert.Equal(
            ["RIMG5002", "RIMG5003", "RIMG5003", "RIMG5006", "RIMG5015", "RIMG5016", "RIMG5041"],
            FailWithCodes(task));
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/etc/")]
    [InlineData("/etc/group")]
    public void A_name_that_a_file_of_the_project_may_have_passes(string target)
    {
        var task = Create();
        (task.User, task.AccountFiles) = ("me", [MakeItem(this["obj/passwd"], ("TargetPath", target))]);
        Succeed(task);
    }

    [Fact]
    public void Other_files_of_the_project_know_no_users()
    {
        var task = Create();
        (task.User, task.AccountFiles) = ("me", [MakeItem(this["passwd"], ("TargetPath", "/srv/"))]);
        Assert.Equal("RIMG5006", Fail(task).Code);
    }

    private CheckImageSettings Create()
    {
        Succeed(ReadMetadata());
        Engine.Clear();
        return new()
        {
            ProjectState = State("project"),
            MetadataState = State("metadata"),
            RuntimeIdentifier = "linux-x64",
            Repositories = ["hello"],
            ImageTags = ["1.2.3"],
            ApplicationPath = "/app/hello",
            User = "65532:65532",
            WorkingDirectory = "/app",
            CompressionLevel = "balanced",
            CacheDirectory = this["cache"],
        };
    }
}
