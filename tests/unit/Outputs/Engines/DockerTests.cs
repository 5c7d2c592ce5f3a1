using RustImage.Images;
using RustImage.Outputs.Engines;
using RustImage.Testing;

namespace RustImage.UnitTests.Outputs.Engines;

/// <summary>Rare behaviour of a daemon. The functional tests cover the usual behaviour with a real one.</summary>
public sealed class DockerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Image _image = LocalSample.Create("sample:1", "sample:latest");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_layer_that_vanishes_before_the_load_is_sent()
    {
        var engine = Fake($"""
            case "$*" in
              load*) [ $load = 2 ] || (echo 'open blobs: no such file' >&2; exit 1);;
              "image ls"*) echo "{Other} old:1"; echo "{Vanished} <none>:<none>";;
              "image inspect"*RootFS*"{Other}"*) echo '["{_image.Layers[0].DiffId}"]'; echo 'No such image: {Vanished}' >&2; exit 1;;
              "image inspect"*) echo '{_image.Config.Digest} []';;
            esac
            """);

        var result = await new Docker(engine.Command, keepsManifests: false, hasInit: true).LoadAsync(_image, default);

        Assert.Equal(new LoadResult(3, _image.Layers.Sum(l => l.Size)), result);
        Assert.Equal((2 + 2, 2 + 3), (engine.Loaded(1).Count, engine.Loaded(2).Count));
    }

    [Fact]
    public async Task A_refusal_of_docker_is_quoted_in_one_line()
    {
        var engine = Fake("""
            case "$*" in load*) echo 'Error response from daemon: no space left' >&2; echo 'on device' >&2; exit 1;; esac
            """);

        var failure =
            await Assert.ThrowsAsync<RustImageException>(
                () => new Docker(engine.Command, keepsManifests: false, hasInit: true).LoadAsync(_image, default));

        Assert.Equal("RIMG6304", failure.Code);
        Assert.Contains("load' ended with exit code 1 (Error response from daemon: no space left; on device)", failure.Message,
            StringComparison.Ordinal);
        Assert.Single(engine.Calls, c => c.StartsWith("load", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_different_image_under_the_name_is_an_error()
    {
        var engine = Fake($"""case "$*" in "image inspect"*) echo '{Other} []';; esac""");

        var failure =
            await Assert.ThrowsAsync<RustImageException>(
                () => new Docker(engine.Command, keepsManifests: false, hasInit: true).LoadAsync(_image, default));

        Assert.Equal("RIMG6305", failure.Code);
        Assert.Contains(Other, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_containerd_store_gets_all_layers_and_its_result_is_checked()
    {
        var layers = string.Join(',', _image.Layers.Select(l => $"\"{l.DiffId}\""));
        var engine = Fake($"""case "$*" in "image inspect"*) echo '{Other} [{layers}]';; esac""");

        var result = await new Docker(engine.Command, keepsManifests: true, hasInit: true).LoadAsync(_image, default);

        Assert.Equal(3, result.SentLayers);
        Assert.Equal(5, engine.Loaded(1).Count);
        Assert.DoesNotContain(engine.Calls, c => c.StartsWith("image ls", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_containerd_store_is_recognized_by_its_driver()
    {
        var engine = Fake("""
            case "$*" in
              info*) echo '{"ServerVersion":"29.0.0","Driver":"overlayfs",
                "DriverStatus":[["driver-type","io.containerd.snapshotter.v1"]],"InitCommit":{"ID":"x"}}';;
              "image inspect"*) echo 'sha256:0 []';;
            esac
            """);
        var docker = await EngineFinder.FindAsync("Docker", _ => engine.Command, default);

        await Assert.ThrowsAsync<RustImageException>(() => docker.LoadAsync(_image, default));

        Assert.DoesNotContain(engine.Calls, c => c.StartsWith("image ls", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hanging_load_ends_when_the_build_is_cancelled()
    {
        var engine = new FakeEngine(_directory, """
            case "$*" in "image ls"*) touch listed; sleep 60;; esac
            """);
        using var cancellation = new CancellationTokenSource();
        var load = new Docker(engine.Command, keepsManifests: false, hasInit: true).LoadAsync(_image, cancellation.Token);
        while (!File.Exists(_directory["listed"]))
            await Task.Delay(10);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => load.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private static readonly string Other = Digest.OfBytes("other"u8).ToString();
    private static readonly string Vanished = Digest.OfBytes("vanished"u8).ToString();

    private FakeEngine Fake(string answers) => new(_directory, answers);
}
