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
    public async Task The_first_build_locks_the_digest_of_the_tag_and_later_builds_use_it()
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
    public async Task A_machine_with_an_empty_cache_pulls_the_locked_image()
    {
        await _base.PullAsync(Name);
        _second.AddTo(_registry["base"], "1");
        Directory.Delete(_base.Cache, recursive: true);
        Assert.Equal(_first.Digest, (await _base.PullAsync(Name)).Image.Digest);
    }

    [Fact]
    public async Task Locked_mode_fails_when_the_lock_does_not_name_the_base()
    {
        await FailsAsync("RIMG5109", Name);
        await _base.PullAsync(Name);
        await FailsAsync("RIMG5109", $"{_registry.Host}/base:2");
        Assert.DoesNotContain(_registry.Requests, r => r.Path.EndsWith("/2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_update_changes_the_locked_digest_and_a_check_reports_it()
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
    public async Task The_error_for_a_deleted_locked_image_says_what_to_do()
    {
        await _base.PullAsync(Name);
        Directory.Delete(_base.Cache, recursive: true);
        _registry["base"].Manifests.Clear();
        Assert.Contains("UpdateImageLock", (await FailsAsync("RIMG5102", Name)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Locking_a_base_keeps_the_packages_and_bases_of_other_projects()
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
    public async Task A_lock_without_a_base_is_rewritten_unchanged()
    {
        const string Before = "{\n  \"version\": 1,\n  \"suite\": \"trixie\",\n  \"releases\": [],\n  \"packages\": []\n}\n";
        File.WriteAllText(_base.Lock, Before);
        LockFile.Write(_base.Lock, LockFile.Read(_base.Lock)!);
        Assert.Equal(Before, File.ReadAllText(_base.Lock));
        await _base.PullAsync($"{Name}@{_first.Digest}");
        Assert.Equal(Before, File.ReadAllText(_base.Lock));
    }

    [Fact]
    public async Task Concurrent_builds_keep_all_lock_entries()
    {
        for (var i = 2; i < 6; i++)
            _first.AddTo(_registry["base"], $"{i}");
        await Task.WhenAll(Enumerable.Range(1, 5).Select(i => _base.PullAsync($"{_registry.Host}/base:{i}")));
        Assert.Equal(5, LockFile.Read(_base.Lock)!.BaseImages!.Count);
    }

    [Fact]
    public void A_lock_with_an_invalid_digest_is_refused()
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
