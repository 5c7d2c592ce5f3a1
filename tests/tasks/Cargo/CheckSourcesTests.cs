using RustImage.Tasks;
using RustImage.Testing;

namespace RustImage.TaskTests.Cargo;

public sealed class CheckSourcesTests : TaskCase
{
    [Fact]
    public void An_untracked_source_is_a_warning_in_every_build()
    {
        Write("src/new.rs", "");
        CreateRepository();
        for (var build = 0; build < 2; build++)
        {
            Engine.Clear();
            Succeed(Create("warn"));
            var warning = Assert.Single(Engine.Warnings);
            Assert.Equal(("RIMG1020", this["src/new.rs"]), (warning.Code, warning.File));
        }
        Assert.Equal([this["src/new.rs"]], Read("untracked", StepJson.Readable.UntrackedSources).Files);
    }

    [Fact]
    public void It_is_an_error_where_the_project_wants_that()
    {
        Write("src/new.rs", "");
        CreateRepository();
        Assert.Equal("RIMG1020", Fail(Create("error")).Code);
        Assert.Empty(Engine.Warnings);
    }

    [Fact]
    public void Ignored_sources_are_not_asked_for()
    {
        Write("src/new.rs", "");
        CreateRepository();
        Succeed(Create("ignore"));
        Assert.Empty(Engine.Warnings);
        Assert.False(File.Exists(State("untracked")));
    }

    [Fact]
    public void Another_word_is_an_error() => Assert.Equal("RIMG1022", Fail(Create("maybe")).Code);

    /// <summary>A repository in which src/main.rs is tracked and src/new.rs is not.</summary>
    private void CreateRepository()
    {
        Write("src/main.rs", "");
        Git("init", "--quiet");
        Git("add", "src/main.rs");
    }

    private void Git(params string[] arguments)
    {
        var command = new Command(Require.Tool("git", "git"), arguments, ProjectDirectory);
        Assert.Equal(0, ProcessRunner.CaptureAsync(command).GetAwaiter().GetResult().ExitCode);
    }

    private CheckSources Create(string treatment) => new()
    {
        SourcesState = Keep<IReadOnlyList<string>>("sources", [this["src/main.rs"], this["src/new.rs"]], StepJson.Readable.Paths),
        Treatment = treatment,
        UntrackedState = State("untracked"),
    };
}
