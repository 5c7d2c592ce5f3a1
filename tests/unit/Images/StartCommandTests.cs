using RustImage.Images;

namespace RustImage.UnitTests.Images;

public sealed class StartCommandTests
{
    private static readonly StartItems Bare = new("/app/hello", [], [], [], [], [], "");

    [Fact]
    public void Without_items_the_application_is_the_entrypoint() => AssertStarts(["/app/hello"], [], Bare);

    [Fact]
    public void Arguments_follow_the_application() =>
        AssertStarts(["/app/hello", "--always"], ["--default"], Bare with { AppCommandArgs = ["--always"], DefaultArgs = ["--default"] });

    [Fact]
    public void A_command_of_the_project_replaces_the_application() =>
        AssertStarts(["/usr/bin/wrap", "/app/hello", "x"], [],
            Bare with { OwnAppCommand = ["/usr/bin/wrap", "/app/hello"], AppCommandArgs = ["x"] });

    [Fact]
    public void With_an_entrypoint_the_application_becomes_its_argument() => AssertStarts(
        ["/usr/bin/init", "--"], ["/app/hello", "--always", "--default"],
        Bare with { Entrypoint = ["/usr/bin/init"], EntrypointArgs = ["--"], AppCommandArgs = ["--always"], DefaultArgs = ["--default"] });

    [Fact]
    public void The_application_can_be_the_default_argument_without_an_entrypoint() =>
        AssertStarts([], ["/app/hello", "--default"], Bare with { Instruction = "DefaultArgs", DefaultArgs = ["--default"] });

    [Fact]
    public void The_application_can_be_left_out() => AssertStarts(
        ["/usr/bin/other", "-v"], ["x"],
        Bare with { Instruction = "None", Entrypoint = ["/usr/bin/other"], EntrypointArgs = ["-v"], DefaultArgs = ["x"] });

    [Fact]
    public void Entrypoint_arguments_without_an_entrypoint_go_to_the_application_as_in_old_NET_SDKs()
    {
        AssertStarts(["/app/hello"], ["x", "y"], Bare with { EntrypointArgs = ["x", "y"] });
        Assert.True(StartCommand.Create(Bare with { EntrypointArgs = ["x"] }).PrefersOtherArguments);
        Assert.False(StartCommand.Create(Bare with { DefaultArgs = ["x"] }).PrefersOtherArguments);
    }

    [Fact]
    public void Contradictory_items_are_refused()
    {
        AssertRefused("RIMG5018", "'entrypoint'", Bare with { Instruction = "entrypoint" });
        AssertRefused("RIMG5019", "'/x'", Bare with { Instruction = "Entrypoint", Entrypoint = ["/x"] });
        AssertRefused("RIMG5020", "'--always'", Bare with { Instruction = "None", Entrypoint = ["/x"], AppCommandArgs = ["--always"] });
        AssertRefused("RIMG5020", "'/y'", Bare with { Instruction = "None", Entrypoint = ["/x"], OwnAppCommand = ["/y"] });
        AssertRefused("RIMG5021", "'-v'", Bare with { EntrypointArgs = ["-v"], DefaultArgs = ["x"] });
        AssertRefused("RIMG5021", "'-v'", Bare with { EntrypointArgs = ["-v"], Instruction = "DefaultArgs" });
        AssertRefused("RIMG5022", "nothing to start", Bare with { Instruction = "None" });
    }

    private static void AssertStarts(string[] entrypoint, string[] arguments, StartItems items)
    {
        var command = StartCommand.Create(items);
        Assert.Equal(entrypoint, command.Entrypoint);
        Assert.Equal(arguments, command.Arguments);
    }

    private static void AssertRefused(string code, string quoted, StartItems items)
    {
        var failure = Assert.Throws<RustImageException>(() => StartCommand.Create(items));
        Assert.Equal(code, failure.Code);
        Assert.Contains(quoted, failure.Message, StringComparison.Ordinal);
    }
}
