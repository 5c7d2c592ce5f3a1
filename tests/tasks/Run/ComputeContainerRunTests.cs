using RustImage.Tasks;

namespace RustImage.TaskTests.Run;

public sealed class ComputeContainerRunTests : TaskCase
{
    [Fact]
    public void The_options_stand_before_the_image()
    {
        var task = Succeed(Create("--publish 8080:80 --env 'A=b c'", "--init"));
        Assert.Matches(
            "^run --rm --pull=never --interactive( --tty)? --init --publish 8080:80 --env \"A=b c\" localhost/hello:1$", task.RunArguments);
        Assert.Empty(Engine.Warnings);
    }

    [Fact]
    public void Without_an_init_program_there_is_a_warning()
    {
        Succeed(Create(""));
        Assert.Equal("RIMG6308", Assert.Single(Engine.Warnings).Code);
    }

    [Fact]
    public void An_open_quote_is_an_error() => Assert.Equal("RIMG6307", Fail(Create("\"open", "--init")).Code);

    private static ComputeContainerRun Create(string arguments, params string[] init) => new()
    {
        EngineName = "Podman",
        InitOptions = init,
        ImageName = "localhost/hello:1",
        Arguments = arguments,
    };
}
