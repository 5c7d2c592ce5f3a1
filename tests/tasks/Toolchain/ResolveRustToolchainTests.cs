using RustImage.Tasks;
using RustImage.TaskTests.Cargo;

namespace RustImage.TaskTests.Toolchain;

public sealed class ResolveRustToolchainTests : CargoCase
{
    [Fact]
    public void The_platform_has_the_names_of_dotnet_and_of_OCI()
    {
        var task = Create();
        task.RuntimeIdentifier = "linux-x64";
        Succeed(task);
        Assert.Equal(("linux-x64", "linux-amd64"), (task.ResolvedRuntimeIdentifier, task.PlatformName));
        Assert.StartsWith("x86_64-", Read("toolchain", StepJson.Readable.TargetToolchain).Triple, StringComparison.Ordinal);
        Assert.Contains("rustc ", Engine.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_platform_that_is_not_Linux_is_an_error()
    {
        var task = Create();
        task.RuntimeIdentifier = "win-x64";
        Assert.Equal("RIMG2006", Fail(task).Code);
        Assert.False(File.Exists(State("toolchain")));
    }

    [Fact]
    public void A_known_toolchain_is_read_from_its_state()
    {
        KeepToolchain();
        var task = Create();
        (task.IsKnown, task.CargoPath) = (true, this["no/cargo"]);
        Succeed(task);
        Assert.Equal(("linux-x64", "linux-amd64"), (task.ResolvedRuntimeIdentifier, task.PlatformName));
    }

    private ResolveRustToolchain Create()
    {
        WritePackage();
        return new()
        {
            CargoPath = Cargo,
            ProjectState = KeepProject(),
            TargetDirectory = this["target"],
            ToolAnswers = State("tools"),
            ToolchainState = State("toolchain"),
        };
    }
}
