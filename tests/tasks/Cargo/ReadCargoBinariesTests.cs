using RustImage.Tasks;

namespace RustImage.TaskTests.Cargo;

public sealed class ReadCargoBinariesTests : CargoCase
{
    [Fact]
    public void Each_binary_gets_a_state_of_its_own()
    {
        var task = Succeed(Create("one", "two"));
        Assert.Equal("two", Read("two", StepJson.Readable.CargoProject).Binary);
        Assert.Equal("one", Read("one", StepJson.Readable.CargoProject).Package);
        Assert.StartsWith(ProjectDirectory, task.SharedTargetDirectory, StringComparison.Ordinal);
    }

    [Fact]
    public void One_unknown_binary_fails_them_all()
    {
        Assert.StartsWith("RIMG1", Fail(Create("one", "three")).Code, StringComparison.Ordinal);
        Assert.False(File.Exists(State("one")));
    }

    private ReadCargoBinaries Create(params string[] binaries) => new()
    {
        CargoPath = Cargo,
        Manifest = WriteWorkspace(),
        ToolAnswers = State("tools"),
        OwnsTargetDirectory = true,
        ProjectStates = [.. binaries.Select(b => MakeItem(State(b), ("Binary", b)))],
    };
}
