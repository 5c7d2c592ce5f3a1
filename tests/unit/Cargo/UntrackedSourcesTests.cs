using RustImage.Cargo;
using RustImage.State;
using RustImage.Testing;

namespace RustImage.UnitTests.Cargo;

public sealed class UntrackedSourcesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task An_untracked_file_is_reported_and_a_staged_file_is_not()
    {
        await RepositoryAsync("", "src/main.rs", "src/größe 1.rs");
        Write("src/new.rs");
        Assert.Equal([_directory["src/new.rs"]], await FindAsync("src/main.rs", "src/größe 1.rs", "src/new.rs"));

        await GitAsync("", "add", "src/new.rs");
        Assert.Empty(await FindAsync("src/main.rs", "src/größe 1.rs", "src/new.rs"));
    }

    [Fact]
    public async Task An_ignored_file_is_reported()
    {
        await RepositoryAsync("", "src/main.rs", ".gitignore");
        File.WriteAllText(_directory[".gitignore"], "*.gen.rs\n");
        Write("src/a.gen.rs");
        Assert.Equal([_directory["src/a.gen.rs"]], await FindAsync("src/main.rs", "src/a.gen.rs"));
    }

    [Fact]
    public async Task Without_a_repository_or_with_an_empty_index_nothing_is_reported()
    {
        Write("main.rs");
        Assert.Empty(await FindAsync("main.rs"));
        await GitAsync("", "init");
        Assert.Empty(await FindAsync("main.rs"));
    }

    [Fact]
    public async Task Each_file_is_looked_up_in_its_own_work_tree()
    {
        await RepositoryAsync("", "src/main.rs");
        await RepositoryAsync("inner", "lib.rs");
        Write("inner/new.rs");
        Assert.Equal([_directory["inner/new.rs"]], await FindAsync("src/main.rs", "inner/lib.rs", "inner/new.rs"));
    }

    [Fact]
    public async Task The_index_of_a_linked_work_tree_or_submodule_is_found()
    {
        await RepositoryAsync("library", "lib.rs");
        await RepositoryAsync("main", "main.rs");
        await GitAsync("main", "-c", "protocol.file.allow=always", "submodule", "add", _directory["library"], "sub");
        await GitAsync("main", "commit", "-m", "With a submodule");
        await GitAsync("main", "worktree", "add", _directory["further"]);
        Write("main/sub/new.rs");
        Write("further/new.rs");
        Assert.Equal(
            [_directory["further/new.rs"], _directory["main/sub/new.rs"]],
            await FindAsync("main/main.rs", "main/sub/lib.rs", "main/sub/new.rs", "further/main.rs", "further/new.rs"));
    }

    [Fact]
    public async Task Links_are_resolved_to_the_names_that_Git_knows()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        await RepositoryAsync("real", "src/main.rs", "shared/text.txt");
        Directory.CreateSymbolicLink(_directory["project"], _directory["real"]);
        File.CreateSymbolicLink(_directory["real/src/link.txt"], "../shared/text.txt");
        File.CreateSymbolicLink(_directory["real/src/dangling.txt"], "nowhere.txt");
        await GitAsync("real", "add", "src");
        Write("real/shared/new.txt");
        File.CreateSymbolicLink(_directory["real/src/new.txt"], "../shared/new.txt");
        await GitAsync("real", "add", "src/new.txt");

        Assert.Empty(await FindAsync("project/src/main.rs", "project/src/link.txt", "project/src/dangling.txt"));
        Assert.Equal([_directory["project/src/new.txt"]], await FindAsync("project/src/new.txt"));
    }

    [Fact]
    public async Task Git_is_called_again_only_after_a_change_of_the_index_or_the_list_of_sources()
    {
        await RepositoryAsync("", "main.rs");
        Write("new.rs");
        string[] sources = [_directory["main.rs"], _directory["new.rs"]];
        // The index must look old: git may rewrite a young one, within one clock tick, without a visible change.
        var later = new FileClock(long.MaxValue);
        var first = await UntrackedSources.FindAsync(sources, null, later);
        Assert.Same(first, await UntrackedSources.FindAsync(sources, first));
        Assert.NotSame(first, await UntrackedSources.FindAsync([.. sources, _directory["more.rs"]], first));
        await GitAsync("", "add", "new.rs");
        Assert.Empty((await UntrackedSources.FindAsync(sources, first)).Files);

        var soon = await UntrackedSources.FindAsync(sources, null, new FileClock(0));
        Assert.NotSame(soon, await UntrackedSources.FindAsync(sources, soon, later));
    }

    [Fact]
    public async Task A_failure_of_git_is_reported_with_its_reason()
    {
        await RepositoryAsync("", "main.rs");
        File.WriteAllText(_directory[".git/index"], "damaged");
        var failure = await Assert.ThrowsAsync<RustImageException>(() => FindAsync("main.rs"));
        Assert.Equal("RIMG1023", failure.Code);
        Assert.Contains("index", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void At_most_five_files_are_named_and_the_rest_are_counted()
    {
        var five = new UntrackedSources("", [.. Enumerable.Range(1, 5).Select(i => $"/app/{i}.rs")]);
        Assert.Equal(Enumerable.Range(1, 5).Select(i => ("RIMG1020", $"/app/{i}.rs")), five.Diagnostics.Select(d => (d.Code, d.File!)));
        var seven = five with { Files = [.. five.Files, "/app/6.rs", "/app/7.rs"] };
        Assert.Equal(five.Diagnostics.Select(d => d.Code).Append("RIMG1021"), seven.Diagnostics.Select(d => d.Code));
        Assert.StartsWith("The build used 2 more files ", seven.Diagnostics[5].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("warn", UntrackedTreatment.Warn)]
    [InlineData("Error", UntrackedTreatment.Error)]
    [InlineData("ignore", UntrackedTreatment.Ignore)]
    public void The_treatment_is_warn_error_or_ignore(string text, Enum treatment) =>
        Assert.Equal(treatment, UntrackedSources.ParseTreatment(text));

    [Theory]
    [InlineData("true")]
    [InlineData("")]
    public void An_unknown_treatment_is_refused_and_quoted(string text)
    {
        var failure = Assert.Throws<RustImageException>(() => UntrackedSources.ParseTreatment(text));
        Assert.Equal("RIMG1022", failure.Code);
        Assert.Contains($"'{text}'", failure.Message, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> FindAsync(params string[] sources) =>
        (await UntrackedSources.FindAsync([.. sources.Select(s => _directory[s])], null)).Files;

    private void Write(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory[name])!);
        File.WriteAllText(_directory[name], name);
    }

    private async Task RepositoryAsync(string name, params string[] files)
    {
        Directory.CreateDirectory(_directory[name]);
        await GitAsync(name, "init");
        foreach (var file in files)
            Write(Path.Combine(name, file));
        await GitAsync(name, "add", ".");
        await GitAsync(name, "commit", "-m", "First");
    }

    private async Task GitAsync(string name, params string[] arguments)
    {
        string[] all = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", .. arguments];
        var answer = await ProcessRunner.CaptureAsync(new Command(Require.Tool("git", "git"), all, _directory[name]));
        Assert.True(answer.ExitCode == 0, answer.StandardError);
    }
}
