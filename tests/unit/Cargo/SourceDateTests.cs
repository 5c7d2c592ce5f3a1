using RustImage.Cargo;
using RustImage.Testing;

namespace RustImage.UnitTests.Cargo;

public sealed class SourceDateTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1700000000", 1700000000)]
    [InlineData("253402300799", 253402300799)]
    public async Task SOURCE_DATE_EPOCH_is_used_unchanged(string value, long seconds) =>
        Assert.Equal(seconds, (await SourceDate.ReadAsync(value, _directory.Path)).Time.ToUnixTimeSeconds());

    [Theory]
    [InlineData("yesterday")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData(" 1")]
    [InlineData("0x10")]
    [InlineData("253402300800")]
    [InlineData("99999999999999999999")]
    public async Task An_invalid_SOURCE_DATE_EPOCH_is_refused_and_quoted(string value)
    {
        var failure = await Assert.ThrowsAsync<RustImageException>(() => SourceDate.ReadAsync(value, _directory.Path));
        Assert.Equal("RIMG5004", failure.Code);
        Assert.Contains($"'{value}'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_SOURCE_DATE_EPOCH_the_commit_time_counts(string? unset)
    {
        await GitAsync("init", "--quiet");
        await CommitAsync();
        Directory.CreateDirectory(_directory["inner"]);
        Assert.Equal(1600000000, (await SourceDate.ReadAsync(unset, _directory["inner"])).Time.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Git_is_asked_once_for_a_commit()
    {
        await GitAsync("init", "--quiet");
        await CommitAsync();
        var first = await SourceDate.ReadAsync(null, _directory.Path);
        Assert.Equal((1600000000, true), (first.Time.ToUnixTimeSeconds(), first.Commit is not null));

        // A wrong time shows that git was not asked.
        var earlier = first with { Time = DateTimeOffset.UnixEpoch };
        Assert.Same(earlier, await SourceDate.ReadAsync(null, _directory.Path, earlier));
        await CommitAsync();
        var second = await SourceDate.ReadAsync(null, _directory.Path, earlier);
        Assert.Equal((1600000000, false), (second.Time.ToUnixTimeSeconds(), second.Commit == first.Commit));
    }

    [Fact]
    public async Task A_repository_without_commits_yields_the_Unix_epoch()
    {
        await GitAsync("init", "--quiet");
        Assert.Equal(DateTimeOffset.UnixEpoch, (await SourceDate.ReadAsync(null, _directory.Path)).Time);
    }

    [Fact]
    public async Task Outside_a_repository_the_time_is_the_Unix_epoch() =>
        Assert.Equal(DateTimeOffset.UnixEpoch, (await SourceDate.ReadAsync(null, _directory.Path)).Time);

    private Task CommitAsync() => GitAsync(
        "-c", "commit.gpgsign=false", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--allow-empty", "-m",
        Guid.NewGuid().ToString());

    private async Task GitAsync(params string[] arguments)
    {
        var dates = new Dictionary<string, string?>
        {
            ["GIT_COMMITTER_DATE"] = "1600000000 +0200",
            ["GIT_AUTHOR_DATE"] = "1500000000 +0000",
        };
        var answer = await ProcessRunner.CaptureAsync(new Command(Require.Tool("git", "git"), arguments, _directory.Path, dates));
        Assert.True(answer.ExitCode == 0, answer.StandardError);
    }
}
