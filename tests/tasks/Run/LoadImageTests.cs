using RustImage.Outputs.Engines;
using RustImage.Tasks;

namespace RustImage.TaskTests.Run;

[Collection("engines")]
public sealed class LoadImageTests : EngineCase
{
    /// <summary>A podman on another machine, which takes the whole image as an archive.</summary>
    private const string Remote = """
        case "$*" in
          load*) cat >loaded;;
          "image inspect"*) cat digest;;
        esac
        """;

    [Fact]
    public void The_engine_gets_the_layers_and_the_outputs_tell_how_to_run_the_image()
    {
        var digest = RunToConfigured();
        WriteEngine(Remote);
        PutOnPath();
        var task = Succeed(Create());
        Assert.Equal(("Podman", "podman", "localhost/hello:1.2.3"), (task.EngineName, task.EngineProgram, task.ImageName));
        Assert.Equal(["--init"], task.InitOptions);
        Assert.NotEqual(0, new FileInfo(this["loaded"]).Length);
        Assert.Matches($@"^hello:1\.2\.3 -> Podman \(2 of 2 layers sent, [0-9.]+ MB; {digest}\)$", Engine.ImportantText);
    }

    [Fact]
    public void Another_image_after_the_load_is_an_error()
    {
        RunToConfigured();
        Write("digest", "0123");
        WriteEngine(Remote);
        PutOnPath();
        Assert.Equal("RIMG6305", Fail(Create()).Code);
    }

    [Fact]
    public Task Cancelling_ends_the_load()
    {
        RunToConfigured();
        WriteEngine($"""case "$*" in image*) touch '{this["asked"]}'; sleep 60;; esac""");
        PutOnPath();
        return CancelWhenAsync(this["asked"], Create());
    }

    private LoadImage Create() => new()
    {
        ConfigState = State("config"),
        EngineState = Keep("engine", new FoundEngine("Podman", "podman") { IsRemote = true }, StepJson.Readable.FoundEngine),
    };

    /// <returns>The digest of the configuration.</returns>
    private Digest RunToConfigured()
    {
        RunToConfiguration();
        Engine.Clear();
        var digest = Read("config", StepJson.Readable.ConfiguredImage).Image.Config.Digest;
        Write("digest", digest.Hex);
        return digest;
    }
}
