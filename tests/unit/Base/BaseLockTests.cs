using RustImage.Debian.Locks;
using RustImage.Testing;

namespace RustImage.UnitTests.Base;

public sealed class BaseLockTests : IDisposable
{
    private readonly BaseFixture _base = new();
    private readonly TestRegistry _registry = new();
    private readonly TestImage _first = new([new TestLayer().File("etc/passwd", "first:x:0:0::/:\n")]);
    private readonly TestImage _second = new([new TestLayer().File("etc/passwd", "second:x:0:0::/:\n")]);

    public BaseLockTests() => _first.AddTo(_registry["base"], "1");

    private string Name => $"{_registry.Host}/base:1";

    [Fact]
    public async Task The_first_build_locks_what_the_tag_leads_to_and_later_ones_take_that()
    {
        var first = await _base.PullAsync(Name);
        Assert.Equal((null, _first.Digest), (first.Before, first.After!.Value));
        Assert.Equal($$"""
            {
              "version": 1,
              "baseImages": {
                "{{Name}}": "{{_first.Digest}}"
              },
              "suite": null,
              "releases": [],
              "packages": []
            }

            """, File.ReadAllText(_base.Lock), ignoreLineEndingDifferences: true);
        _second.AddTo(_registry["base"], "1");
        var later = await _base.PullAsync(Name, locked: true);
        Assert.Equal(_first.Digest, later.Image.Digest);
        Assert.Equal(later.Before, later.After);
    }

    [Fact]
    public async Task A_machine_without_a_cache_pulls_what_is_locked()
    {
        await _base.PullAsync(Name);
        _second.AddTo(_registry["base"], "1");
        Directory.Delete(_base.Cache, recursive: true);
        Assert.Equal(_first.Digest, (await _base.PullAsync(Name)).Image.Digest);
    }

    [Fact]
    public async Task A_locked_build_of_a_base_that_the_lock_does_not_name_is_an_error()
    {
        await FailsAsync("RIMG5109", Name);
        await _base.PullAsync(Name);
        await FailsAsync("RIMG5109", $"{_registry.Host}/base:2");
        Assert.DoesNotContain(_registry.Requests, r => r.Path.EndsWith("/2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_update_moves_the_lock_and_a_check_tells_of_it()
    {
        await _base.PullAsync(Name);
        Assert.Null(await _base.CheckAsync(Name));
        _second.AddTo(_registry["base"], "1");
        var behind = await _base.CheckAsync(Name);
        Assert.Equal("RIMG5111", behind?.Code);
        Assert.Contains($"{_first.Digest}, but its name leads to {_second.Digest}", behind!.Text, StringComparison.Ordinal);
        var moved = await _base.PullAsync(Name, update: true);
        Assert.Equal((_first.Digest, _second.Digest), (moved.Before!.Value, moved.After!.Value));
        Assert.Null(await _base.CheckAsync(Name));
    }

    [Fact]
    public async Task A_locked_image_that_was_deleted_is_an_error_that_says_how_to_go_on()
    {
        await _base.PullAsync(Name);
        Directory.Delete(_base.Cache, recursive: true);
        _registry["base"].Manifests.Clear();
        Assert.Contains("UpdateImageLock", (await FailsAsync("RIMG5102", Name)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packages_and_bases_of_other_projects_stay_as_they_were()
    {
        const string Packages = """
              "suite": "trixie",
              "releases": [],
              "packages": []
            }

            """;
        File.WriteAllText(_base.Lock, $$"""
            {
              "version": 1,
              "baseImages": {
                "debian:12": "{{_second.Digest}}"
              },

            """ + Packages);
        await _base.PullAsync(Name);
        var text = File.ReadAllText(_base.Lock).ReplaceLineEndings("\n");
        Assert.Contains($"\"debian:12\": \"{_second.Digest}\"", text, StringComparison.Ordinal);
        Assert.Contains($"\"{Name}\": \"{_first.Digest}\"", text, StringComparison.Ordinal);
        Assert.EndsWith(Packages.ReplaceLineEndings("\n"), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_without_a_base_is_written_as_it_was()
    {
        const string Before = "{\n  \"version\": 1,\n  \"suite\": \"trixie\",\n  \"releases\": [],\n  \"packages\": []\n}\n";
        File.WriteAllText(_base.Lock, Before);
        LockFile.Write(_base.Lock, LockFile.Read(_base.Lock)!);
        Assert.Equal(Before, File.ReadAllText(_base.Lock));
        await _base.PullAsync($"{Name}@{_first.Digest}");
        Assert.Equal(Before, File.ReadAllText(_base.Lock));
    }

    [Fact]
    public async Task Builds_that_lock_at_the_same_time_lose_nothing()
    {
        for (var i = 2; i < 6; i++)
            _first.AddTo(_registry["base"], $"{i}");
        await Task.WhenAll(Enumerable.Range(1, 5).Select(i => _base.PullAsync($"{_registry.Host}/base:{i}")));
        Assert.Equal(5, LockFile.Read(_base.Lock)!.BaseImages!.Count);
    }

    [Fact]
    public void A_lock_with_something_else_for_a_digest_is_refused()
    {
        File.WriteAllText(_base.Lock, """{"version":1,"baseImages":{"debian:12":"latest"},"suite":null,"releases":[],"packages":[]}""");
        Assert.Equal("RIMG7045", Assert.Throws<RustImageException>(() => LockFile.Read(_base.Lock)).Code);
    }

    public void Dispose()
    {
        _registry.Dispose();
        _base.Dispose();
    }

    private async Task<RustImageException> FailsAsync(string code, string reference)
    {
        var failure = await Assert.ThrowsAsync<RustImageException>(() => _base.PullAsync(reference, locked: true));
        Assert.Equal(code, failure.Code);
        return failure;
    }
}
