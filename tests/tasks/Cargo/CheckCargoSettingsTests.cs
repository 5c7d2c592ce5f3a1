using RustImage.Tasks;

namespace RustImage.TaskTests.Cargo;

public sealed class CheckCargoSettingsTests : TaskCase
{
    [Fact]
    public void Equal_settings_pass_and_metadata_of_MSBuild_is_ignored() => Succeed(new CheckCargoSettings
    {
        Common = MakeItem("hello", ("CargoProfile", "release"), ("CargoFeatures", ""), ("MSBuildSourceProjectFile", "a")),
        Binaries = [MakeItem("one", ("Binary", "one"), ("CargoProfile", "release"), ("MSBuildSourceProjectFile", "b"))],
    });

    [Fact]
    public void Every_setting_of_a_single_binary_is_an_error()
    {
        var task = new CheckCargoSettings
        {
            Common = MakeItem("hello", ("CargoProfile", "release")),
            Binaries =
            [
                MakeItem("one", ("Binary", "one"), ("CargoProfile", "dev")),
                MakeItem("two", ("Binary", "two"), ("CargoProfile", "release"), ("CargoFeatures", "tls")),
            ],
        };
        task.BuildEngine = Engine;
        task.ProjectFile = ProjectFile;
        Assert.False(task.Execute());
        Assert.All(Engine.Errors, e => Assert.Equal("RIMG1014", e.Code));
        Assert.Equal(2, Engine.Errors.Count);
        Assert.Contains("CargoProfile", Engine.Errors[0].Message, StringComparison.Ordinal);
        Assert.Contains("'tls'", Engine.Errors[1].Message, StringComparison.Ordinal);
    }
}
