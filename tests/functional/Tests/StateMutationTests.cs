using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Mutations;
using RustImage.FunctionalTests.Packages;

namespace RustImage.FunctionalTests.Tests;

/// <summary>
/// Damages the files that a build has left. The next build must give the result of a clean build. The files are found by search, not by
/// name.
/// </summary>
public sealed class StateMutationTests(StateMutationTests.Fixture fixture) : IClassFixture<StateMutationTests.Fixture>
{
    private static readonly Dictionary<string, Action<string>> Damages = new()
    {
        ["deleted"] = File.Delete,
        ["emptied"] = file => File.WriteAllBytes(file, []),
        ["truncated"] = file => File.WriteAllBytes(file, File.ReadAllBytes(file)[..(int)(new FileInfo(file).Length / 2)]),
        // With the same size and time.
        ["flipped"] = file =>
        {
            var (bytes, time) = (File.ReadAllBytes(file), File.GetLastWriteTimeUtc(file));
            for (var i = bytes.Length / 2; i < bytes.Length; i += 64)
                bytes[i] ^= 0x11;
            File.WriteAllBytes(file, bytes);
            File.SetLastWriteTimeUtc(file, time);
        },
        ["an empty object"] = file => File.WriteAllText(file, "{}"),
    };

    public static TheoryData<string> DamageNames => [.. Damages.Keys];

    private static readonly Dictionary<string, TimeSpan> Ages = new()
    {
        ["an hour ahead"] = TimeSpan.FromHours(-1),
        ["ten years back"] = TimeSpan.FromDays(3650),
    };

    public static TheoryData<string> AgeNames => [.. Ages.Keys];

    [Theory]
    [MemberData(nameof(DamageNames))]
    public void A_damaged_state_file_is_repaired(string damage) => ForEachStateFile(file =>
    {
        Damages[damage](file);
        var damaged = File.Exists(file) ? File.ReadAllBytes(file) : null;
        if (damaged is not null && damaged.SequenceEqual(File.ReadAllBytes(fixture.Value.Original(file))))
            return; // Nothing in it can be damaged so.

        MutationComparison.AssertSame("The build", fixture.Value.Build(), fixture.Value.Unchanged);

        Assert.False(damaged is not null && File.Exists(file) && File.ReadAllBytes(file).SequenceEqual(damaged), "It is still damaged.");
    });

    [Fact]
    public void All_missing_state_files_are_made_again()
    {
        fixture.Value.RestoreProject();
        Directory.Delete(fixture.Value.Project[TestProject.Obj], recursive: true);

        MutationComparison.AssertSame("The build", fixture.Value.Build(), fixture.Value.Unchanged);
    }

    [Fact]
    public void A_state_file_from_the_future_hides_no_change() => ForEachStateFile(file =>
    {
        File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddHours(1));
        AssertNoticesEveryChange();
    });

    [Theory]
    [MemberData(nameof(AgeNames))]
    public void State_with_another_time_hides_no_change(string age)
    {
        fixture.Value.RestoreProject();
        fixture.Value.Project.Age(Ages[age], Edits.IsState);
        AssertNoticesEveryChange();
    }

    /// <summary>As with a restored cache: states and archive come from a machine with another clock.</summary>
    [Theory]
    [MemberData(nameof(AgeNames))]
    public void State_and_outputs_with_another_time_hide_no_change_of_a_label(string age)
    {
        fixture.Value.RestoreProject();
        fixture.Value.Project.Age(Ages[age], p => Edits.IsState(p) || Edits.IsOutput(p));
        var label = ItemRows.All.Single(r => r.Name == "ContainerLabel.Value");

        MutationComparison.AssertSame("The build", fixture.Value.Build(label), fixture.Value.FromNothing(label));
    }

    [Theory]
    [MemberData(nameof(AgeNames))]
    public void Sources_with_another_time_hide_no_change(string age)
    {
        fixture.Value.RestoreProject();
        EditRows.Everything.Files!(fixture.Value.Project);
        // cargo considers an old Rust source as compiled.
        fixture.Value.Project.Age(Ages[age],
            p => Edits.IsSource(p) && (Ages[age] < TimeSpan.Zero || !p.EndsWith(".rs", StringComparison.Ordinal)));

        MutationComparison.AssertSame("The build", fixture.Value.Build(EditRows.Everything),
            fixture.Value.FromNothing(EditRows.Everything));
    }

    [Theory]
    [MemberData(nameof(AgeNames))]
    public void Changed_times_alone_change_nothing(string age)
    {
        fixture.Value.RestoreProject();
        fixture.Value.Project.Age(Ages[age], _ => true);

        MutationComparison.AssertSame("The build", fixture.Value.Build(), fixture.Value.Unchanged);
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("emptied")]
    [InlineData("truncated")]
    [InlineData("flipped")]
    public void A_damaged_output_is_made_again(string damage)
    {
        fixture.Value.RestoreProject();
        var outputs = Directory.GetFiles(fixture.Value.Project[TestProject.Bin], "*", SearchOption.AllDirectories);
        Assert.NotEmpty(outputs);
        foreach (var output in outputs)
        {
            Damages[damage](output);
            MutationComparison.AssertSame($"{output}, {damage}", fixture.Value.Build(), fixture.Value.Unchanged);
        }
    }

    private void AssertNoticesEveryChange()
    {
        EditRows.Everything.Files!(fixture.Value.Project);
        MutationComparison.AssertSame("The build", fixture.Value.Build(EditRows.Everything), fixture.Everything);
    }

    /// <summary>Runs the check for each file in its own project, and reports all failures.</summary>
    private void ForEachStateFile(Action<string> check)
    {
        var problems = new List<string>();
        Assert.NotEmpty(fixture.Value.StateFiles);
        foreach (var name in fixture.Value.StateFiles)
        {
            fixture.Value.RestoreProject();
            try
            {
                check(fixture.Value.Project[name]);
            }
            catch (Xunit.Sdk.XunitException e)
            {
                problems.Add($"{name}: {Shorten(e.Message)}");
            }
        }
        Assert.True(problems.Count == 0, $"{problems.Count} of {fixture.Value.StateFiles.Count} files:\n{string.Join('\n', problems)}");
    }

    /// <summary>The errors in the output of a build.</summary>
    private static string Shorten(string message)
    {
        var errors = message.Split('\n').Where(l => l.Contains(" error ", StringComparison.Ordinal)).Select(l => l.Trim()).Distinct()
            .ToList();
        return errors.Count == 0 ? message : string.Join("\n    ", errors);
    }

    public sealed class Fixture : IDisposable
    {
        private readonly Lazy<MutationComparison> _lane;
        private readonly Lazy<Outcome> _everything;

        public Fixture(LockedHello hello)
        {
            _lane =
                new(() => new MutationComparison(hello, [EditRows.Everything, ItemRows.All.Single(r => r.Name == "ContainerLabel.Value")]));
            _everything = new(() => Value.FromNothing(EditRows.Everything));
        }

        internal MutationComparison Value => _lane.Value;

        /// <summary>The outcome of a clean build of <see cref="EditRows.Everything"/>.</summary>
        internal Outcome Everything => _everything.Value;

        public void Dispose()
        {
            if (_lane.IsValueCreated)
                _lane.Value.Dispose();
        }
    }
}
