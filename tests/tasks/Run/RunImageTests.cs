using RustImage.Tasks;

namespace RustImage.TaskTests.Run;

[Collection("engines")]
public sealed class RunImageTests : EngineCase
{
    [Fact]
    public void The_containers_output_becomes_the_builds()
    {
        Succeed(Create("echo hello; echo oops >&2", "--publish '8080:80'"));
        Assert.Equal(["hello", "oops"], Engine.ImportantText.Split('\n').Order());
        Assert.Matches("^run --rm --pull=never --label rustimage.run=[0-9a-f]+ --publish 8080:80 hello:1$", Assert.Single(Calls));
    }

    [Fact]
    public void An_exit_code_is_an_error()
    {
        var error = Fail(Create("exit 3"));
        Assert.Equal("RIMG6306", error.Code);
        Assert.Contains("exit code 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_quote_is_an_error_and_starts_nothing()
    {
        Assert.Equal("RIMG6307", Fail(Create("", "'open")).Code);
        Assert.Empty(Calls);
    }

    [Fact]
    public async Task Cancelling_removes_the_container()
    {
        await CancelWhenAsync(this["started"], Create("""
            case "$*" in
              run*) touch started; sleep 60;;
              ps*) echo 0123;;
            esac
            """));
        Assert.Equal(["kill 0123", "rm --force 0123"], Calls.TakeLast(2));
    }

    private RunImage Create(string answers, string arguments = "") => new()
    {
        EngineProgram = WriteEngine(answers),
        ImageName = "hello:1",
        Arguments = arguments,
    };
}
