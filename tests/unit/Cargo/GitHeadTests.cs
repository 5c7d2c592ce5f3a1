using RustImage.Cargo;
using RustImage.Testing;

namespace RustImage.UnitTests.Cargo;

/// <summary>git itself is the judge.</summary>
public sealed class GitHeadTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public GitHeadTests() => Directory.CreateDirectory(_directory["a"]);

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public void The_commit_of_a_branch_is_read_from_its_file_and_from_the_packed_references(string format)
    {
        Git("init", "--quiet", $"--object-format={format}");
        Commit();
        AssertSame("a");
        Git("pack-refs", "--all");
        AssertSame("a");
        Git("checkout", "--quiet", "-b", "deep/name");
        Commit();
        AssertSame("a");
        Directory.CreateDirectory(_directory["a/inner"]);
        AssertSame("a/inner");
    }

    [Fact]
    public void A_detached_commit_and_another_work_tree_have_their_own()
    {
        Git("init", "--quiet");
        Commit();
        Git("worktree", "add", "--quiet", "-b", "other", _directory["b"]);
        Commit();
        AssertSame("b");
        Assert.NotEqual(Read("a"), Read("b"));
        Git("checkout", "--quiet", "--detach");
        Commit();
        AssertSame("a");
    }

    [Fact]
    public void Where_only_git_can_tell_the_answer_is_unknown()
    {
        Assert.Null(Read("a"));
        Git("init", "--quiet");
        Assert.Null(Read("a"));
        Commit();
        Assert.Null(GitHead.Read(_directory["a"], v => v == "GIT_DIR" ? "/elsewhere" : null));
        // So it looks where references are stored in tables.
        File.WriteAllText(_directory["a/.git/HEAD"], "ref: refs/heads/.invalid\n");
        Assert.Null(Read("a"));
        File.WriteAllText(_directory["a/.git/HEAD"], "ref: HEAD\n");
        Assert.Null(Read("a"));
        File.WriteAllText(_directory["a/.git/HEAD"], "ref: ../../secret\n");
        File.WriteAllText(_directory["secret"], new string('a', 40));
        Assert.Null(Read("a"));
    }

    private string? Read(string directory) => GitHead.Read(_directory[directory], _ => null);

    private void AssertSame(string directory) =>
        Assert.Equal(Git(["-C", _directory[directory], "rev-parse", "HEAD"]).Trim(), Read(directory));

    private void Commit() => Git(
        "-c", "commit.gpgsign=false", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--allow-empty", "-m",
        Guid.NewGuid().ToString());

    private string Git(params string[] arguments)
    {
        var command = new Command(Require.Tool("git", "git"), arguments, _directory["a"]);
        var answer = ProcessRunner.CaptureAsync(command).GetAwaiter().GetResult();
        Assert.True(answer.ExitCode == 0, answer.StandardError);
        return answer.StandardOutput;
    }
}
