using RustImage.Tasks;

namespace RustImage.TaskTests.Publish;

public sealed class CheckImageReferencesTests : TaskCase
{
    [Fact]
    public void References_to_known_projects_pass_and_nothing_is_written()
    {
        Succeed(Create("image: rustimage://hello\n"));
        Assert.False(Directory.Exists(this["out"]));
    }

    [Fact]
    public void A_reference_to_an_unknown_project_is_an_error_at_its_place()
    {
        var error = Fail(Create("kind: Pod\nimage: rustimage://other\n"));
        Assert.Equal(("RIMG6401", this["pod.yaml"], 2, 8), (error.Code, error.File, error.LineNumber, error.ColumnNumber));
    }

    private CheckImageReferences Create(string text) => new()
    {
        Files = [MakeItem(Write("pod.yaml", text))],
        Names = ["hello", "hello"],
        ResolvedState = State("resolved"),
        OutputDirectory = this["out/"],
    };
}
