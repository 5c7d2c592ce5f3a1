using RustImage.Tasks;

namespace RustImage.TaskTests.Names;

public sealed class CheckNamesTests : TaskCase
{
    private const string Wrong = "<Project><PropertyGroup><CargoFeature>a</CargoFeature></PropertyGroup></Project>";

    public CheckNamesTests()
    {
        Write("hello.proj", Wrong);
        Write("Cargo.toml", "");
    }

    [Fact]
    public void A_wrong_name_gets_a_warning_at_its_place_in_every_build()
    {
        AssertUpToDateTheSecondTime(Check);
        Assert.Equal(["RIMG0009"], Engine.Warnings.Select(w => w.Code));
        var warning = Engine.Warnings[0];
        Assert.Equal((ProjectFile, 1, 26), (warning.File, warning.LineNumber, warning.ColumnNumber));
    }

    [Fact]
    public void A_change_of_a_project_file_is_noticed()
    {
        Succeed(Check());
        Write("hello.proj", Wrong.Replace("CargoFeature>", "CargoFeatures>", StringComparison.Ordinal));
        Engine.Clear();
        Succeed(Check());
        Assert.Empty(Engine.Warnings);
        Write("Directory.Build.props", Wrong);
        Engine.Clear();
        Succeed(Check());
        Assert.Equal(this["Directory.Build.props"], Assert.Single(Engine.Warnings).File);
    }

    [Fact]
    public void Without_Cargo_toml_it_warns_and_writes_nothing()
    {
        File.Delete(this["Cargo.toml"]);
        Succeed(Check());
        Assert.Single(Engine.Warnings);
        Assert.Equal([ProjectFile], Directory.GetFileSystemEntries(ProjectDirectory));
    }

    private CheckNames Check() => new()
    {
        ProjectFiles = [ProjectFile, this["Directory.Build.props"], ""],
        Manifest = this["Cargo.toml"],
        IgnoredDirectory = this["target/rustimage/"],
        NamesState = State("names"),
    };
}
