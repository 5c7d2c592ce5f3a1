using RustImage.FunctionalTests.Mutations;
using RustImage.FunctionalTests.Packages;

namespace RustImage.FunctionalTests.Tests;

/// <summary>
/// Changes each input of a build, between two builds or during one. The next build must give the result of a clean build.
/// </summary>
public sealed class InputMutationTests(InputMutationTests.Fixture fixture) : IClassFixture<InputMutationTests.Fixture>
{
    private static readonly Mutation[] Rows = [.. FileRows.All, .. EnvironmentRows.All];

    public static TheoryData<string> Inputs => [.. Rows.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void A_changed_input_gives_the_same_result_as_a_clean_build(string row) => fixture.Value.Check(Rows.Single(r => r.Name == row));

    [Fact]
    public void A_lock_changed_to_a_package_of_the_same_size_and_time_gives_the_same_result_as_a_clean_build()
    {
        var (first, second) = (fixture.NextLock(), fixture.NextLock());
        var given = Mutation.Of("lock of the first fix", Change.NewDigest, p => p.Write(ProjectLock.FileName, first));

        fixture.Value.Check(Mutation.Of("lock of the second fix", Change.NewDigest,
            p => p.InPlace(ProjectLock.FileName, _ => p.Write(ProjectLock.FileName, second))) with
        {
            Given = given,
        });
    }

    /// <summary>The build may use the old or the new lock, and its state must not mislead the next build.</summary>
    [Fact]
    public void A_lock_edited_during_a_download_is_read_by_the_next_build()
    {
        var (first, second) = (fixture.NextLock(), fixture.NextLock());
        var (project, mutations) = (fixture.Value.Project, fixture.Value);
        mutations.RestoreProject();
        mutations.RestoreTwin();
        using var cache = new TemporaryDirectory();
        var (edits, cold) = (0, $"RustImageCacheDirectory={cache.Path}");
        mutations.Archive.OnDownload = () =>
        {
            if (Interlocked.Increment(ref edits) == 1)
                project.InPlace(ProjectLock.FileName, p => p.Write(ProjectLock.FileName, second));
        };
        project.Write(ProjectLock.FileName, first);
        mutations.TryBuild(null, cold);
        mutations.Archive.OnDownload = null;
        Assert.True(edits > 0, "nothing was downloaded");
        Assert.Equal(second, File.ReadAllText(project[ProjectLock.FileName]));
        var built = mutations.Build(null, cold);

        mutations.Twin.Write(ProjectLock.FileName, second);
        MutationComparison.AssertSame("A build after the edit", built, mutations.BuildFromNothing());
    }

    [Fact]
    public void A_source_edited_during_its_compilation_is_compiled_by_the_next_build()
    {
        var mutations = fixture.Value;
        mutations.RestoreProject();
        var row = Mutation.Of("source, edited while it is compiled", Change.NewDigest, p =>
        {
            FileRows.WriteCompiler(p, "2001-02-03");
            p.Replace("src/main.rs", "please", "insist");
        });
        var source = File.ReadAllText(mutations.Project["src/main.rs"]);
        row.Files!(mutations.Project);
        File.Move(mutations.Project["src/main.rs"], mutations.Project["edited.rs"]);
        mutations.Project.Write("src/main.rs", source);
        mutations.Build();
        Assert.False(File.Exists(mutations.Project["edited.rs"]));

        MutationComparison.AssertSame("A build after the edit", mutations.Build(), mutations.FromNothing(row));
    }

    [Theory]
    [InlineData("ReadCargoProject")]
    [InlineData("ResolveRustToolchain")]
    [InlineData("PullBaseImage")]
    [InlineData("CargoBuild")]
    [InlineData("StripRustBinary")]
    [InlineData("ReadImageFiles")]
    [InlineData("ResolveImageClosure")]
    [InlineData("BuildImageLayers")]
    [InlineData("ReadImageMetadata")]
    [InlineData("CompressImageLayers")]
    [InlineData("WriteImageArchive")]
    public void Files_edited_after_a_step_are_read_by_the_next_build(string step)
    {
        var mutations = fixture.Value;
        mutations.RestoreProject();
        EditRows.Prepare(mutations.Project);
        // The result of a build whose files change during it does not matter.
        var edited = mutations.TryBuild(EditRows.InTheMiddle, $"EditAfter={step}");
        Assert.All(edited.Errors, e => Assert.StartsWith("RIMG", e.Code, StringComparison.Ordinal));

        MutationComparison.AssertSame("A build after the edit", mutations.Build(EditRows.InTheMiddle), fixture.Edited);
    }

    /// <summary>This covers files that were just written, whose times prove nothing.</summary>
    [Fact]
    public void A_file_edited_repeatedly_is_read_by_each_build()
    {
        var mutations = fixture.Value;
        mutations.RestoreProject();
        Mutation Edit(string text) =>
            Mutation.Of($"note {text}", Change.NewDigest, p => p.InPlace("note.txt", _ => p.Write("note.txt", text)));
        foreach (var text in new[] { "no 1", "no 2", "note", "no 3" })
        {
            var edit = Edit(text);
            edit.Files!(mutations.Project);
            MutationComparison.AssertSame($"A build with '{text}'", mutations.Build(edit),
                text == "note" ? mutations.Unchanged : mutations.FromNothing(edit));
        }
    }

    public sealed class Fixture(LockedHello hello) : IDisposable
    {
        private readonly Lazy<MutationComparison> _lane = new(() => Create(hello));
        private Outcome? _edited;

        internal MutationComparison Value => _lane.Value;

        /// <summary>The outcome of a clean build of <see cref="EditRows.InTheMiddle"/>.</summary>
        internal Outcome Edited => _edited ??= Value.FromNothing(EditRows.InTheMiddle);

        /// <summary>Publishes the same files as a new version that is in no cache.</summary>
        /// <returns>The lock with the new version.</returns>
        internal string NextLock()
        {
            Value.RestoreTwin();
            Value.Archive.PublishFix(ProjectLock.Of(Value.Twin).Find("libgcc-s1"));
            return Value.UpdateLock();
        }

        public void Dispose()
        {
            if (_lane.IsValueCreated)
                _lane.Value.Dispose();
        }

        /// <summary>
        /// From the start the archive has a newer package than the lock, so that a build without the lock gives another image.
        /// </summary>
        private static MutationComparison Create(LockedHello hello)
        {
            var fixture = new MutationComparison(hello, [.. Rows, EditRows.InTheMiddle]);
            fixture.Archive.PublishFix(ProjectLock.Of(fixture.Twin).Find("libgcc-s1"));
            return fixture;
        }
    }
}
