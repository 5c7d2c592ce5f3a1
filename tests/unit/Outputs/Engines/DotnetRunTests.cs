using RustImage.Outputs.Engines;

namespace RustImage.UnitTests.Outputs.Engines;

public sealed class DotnetRunTests
{
    [Fact]
    public void A_terminal_is_passed_on() => Assert.Equal(
        "run --rm --pull=never --interactive --tty --init hello:1", DotnetRun.Create("Docker", ["--init"], "", "hello:1",
            hasTerminal: true).Arguments);

    [Fact]
    public void Options_of_the_user_come_last_before_the_image() => Assert.Equal(
        "run --rm --pull=never --interactive --init --env \"A=b c\" hello:1",
        DotnetRun.Create("Docker", ["--init"], "--env 'A=b c'", "hello:1", hasTerminal: false).Arguments);

    [Fact]
    public void Without_an_init_program_there_is_a_warning()
    {
        Assert.Equal("RIMG6308", DotnetRun.Create("Podman", [], "", "hello:1", hasTerminal: false).Warning?.Code);
        Assert.Null(DotnetRun.Create("Podman", ["--init"], "", "hello:1", hasTerminal: false).Warning);
    }
}
