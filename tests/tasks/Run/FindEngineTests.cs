using RustImage.Tasks;

namespace RustImage.TaskTests.Run;

[Collection("engines")]
public sealed class FindEngineTests : EngineCase
{
    [Fact]
    public void The_engine_is_asked_once_and_opened_from_its_state()
    {
        WriteEngine("""echo '{"host":{"serviceIsRemote":true}}'""");
        PutOnPath();
        Succeed(Create("podman"));
        var engine = Read("engine", StepJson.Readable.FoundEngine).Open(ProjectDirectory);
        Assert.Equal(("Podman", "podman", "localhost/hello:1"), (engine.Name, engine.Program, engine.LocalName("hello:1")));
        Assert.Equal(["--init"], engine.InitOptions);
        Assert.Single(Calls);
    }

    [Fact]
    public void An_engine_that_does_not_answer_is_an_error()
    {
        WriteEngine("echo it sleeps >&2; exit 125");
        PutOnPath();
        var error = Fail(Create("podman"));
        Assert.Equal("RIMG6303", error.Code);
        Assert.Contains("it sleeps", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(State("engine")));
    }

    [Fact]
    public void An_unknown_engine_is_an_error() => Assert.Equal("RIMG6301", Fail(Create("rkt")).Code);

    [Fact]
    public Task Cancelling_ends_the_question()
    {
        WriteEngine($"touch '{this["asked"]}'; sleep 60");
        PutOnPath();
        return CancelWhenAsync(this["asked"], Create("podman"));
    }

    private FindEngine Create(string name) => new() { LocalRegistry = name, EngineState = State("engine") };
}
