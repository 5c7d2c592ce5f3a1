using RustImage.Images;
using RustImage.Outputs.Engines;
using RustImage.Testing;

namespace RustImage.UnitTests.Outputs.Engines;

/// <summary>Rare behaviour of podman. The functional tests cover the usual behaviour with a real one.</summary>
public sealed class PodmanTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Image _image = LocalSample.Create("sample:1");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_remote_podman_gets_an_archive_with_all_layers()
    {
        var engine = new FakeEngine(_directory, $"""case "$*" in "image inspect"*) echo '{_image.Config.Digest.Hex}';; esac""");

        var result = await new Podman(engine.Command, isRemote: true, initPath: null).LoadAsync(_image, default);

        Assert.Equal(3, result.SentLayers);
        Assert.Equal(5, engine.Loaded(1).Count);
        Assert.DoesNotContain(engine.Calls, c => c.StartsWith("pull", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_layer_that_vanishes_before_the_pull_is_provided()
    {
        var engine = new FakeEngine(_directory, $"""
            case "$*" in
              pull*)
                ls "$TMPDIR"/rustimage-*/blobs/sha256 | wc -l >>blobs
                [ $(wc -l <blobs) = 2 ] || exit 125
                echo {_image.Config.Digest.Hex};;
              "image ls"*) echo "{Digest.OfBytes("old"u8)} old:1";;
              "image inspect"*) echo '["{_image.Layers[1].DiffId}"]';;
            esac
            """);

        var result = await new Podman(engine.Command, isRemote: false, initPath: null).LoadAsync(_image, default);

        Assert.Equal(3, result.SentLayers);
        Assert.Equal(["4", "5"], File.ReadAllLines(_directory["blobs"]).Select(l => l.Trim()));
        Assert.Equal([$"untag {_image.Config.Digest.Hex}", $"tag {_image.Config.Digest.Hex} localhost/sample:1"], engine.Calls.TakeLast(2));
    }

    [Fact]
    public async Task A_refusal_of_podman_is_quoted_and_leaves_no_directory()
    {
        var engine =
            new FakeEngine(_directory, """case "$*" in pull*) echo "$TMPDIR" >layout; echo 'Error: no policy.json' >&2; exit 125;; esac""");

        var failure =
            await Assert.ThrowsAsync<RustImageException>(
                () => new Podman(engine.Command, isRemote: false, initPath: null).LoadAsync(_image, default));

        Assert.Equal("RIMG6304", failure.Code);
        Assert.Contains("pull' ended with exit code 125 (no policy.json)", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(File.ReadAllText(_directory["layout"]).Trim()));
    }

    [Fact]
    public async Task A_cancelled_pull_leaves_no_directory_and_no_name()
    {
        var engine =
            new FakeEngine(_directory, """case "$*" in pull*) echo "$TMPDIR" >layout.new; mv layout.new layout; sleep 60;; esac""");
        using var cancellation = new CancellationTokenSource();
        var load = new Podman(engine.Command, isRemote: false, initPath: null).LoadAsync(_image, cancellation.Token);
        while (!File.Exists(_directory["layout"]))
            await Task.Delay(10);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => load.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.False(Directory.Exists(File.ReadAllText(_directory["layout"]).Trim()));
        Assert.Matches(@"^rmi localhost/rustimage-[0-9a-f]{32}:latest\z", engine.Calls[^1]);
    }
}
