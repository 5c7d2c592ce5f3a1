using System.Text.RegularExpressions;
using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Packages;

namespace RustImage.FunctionalTests.Mutations;

/// <summary>
/// The sample, built once, and a copy at another path that shares only cargo's results. A row changes both projects: the
/// sample is built with its existing state, the copy from empty state, and both must give the same result.
/// </summary>
internal sealed partial class MutationComparison : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly MutationDriver _projectDriver;
    private readonly MutationDriver _twinDriver;
    private int _builds;

    /// <param name="rows">The rows that this lane will check.</param>
    public MutationComparison(LockedHello hello, IEnumerable<Mutation> rows)
    {
        Archive = new LocalArchive(hello.Project);
        Project = Archive.Serve(MutationSample.Create());
        Twin = TestProject.Of(MutationSample.Name);
        foreach (var project in new[] { Project, Twin })
        {
            Archive.Serve(project);
            project.Cache = hello.Cache;
            project.Environment[MutationSample.FragmentsVariable] = Fragments;
            project.Environment[MutationSample.SuiteVariable] = Archive.Suite;
        }
        Directory.CreateDirectory(Fragments);
        foreach (var row in rows.SelectMany(r => new[] { r.Given, r }).OfType<Mutation>().Where(r => TextOf(r).Length > 0))
            File.WriteAllText(Path.Combine(Fragments, $"{row.Name}.props"), $"<Project>{TextOf(row)}</Project>");

        Succeed(Project.Build());
        Copy(Project.Directory, Twin.Directory);
        Directory.Delete(Twin["target"], recursive: true);
        _projectDriver = new MutationDriver(Project, _directory["project driver"]);
        _twinDriver = new MutationDriver(Twin, _directory["twin driver"]);
        Unchanged = BuildFromNothing();
        Copy(Project.Directory, _directory["project"]);
        Copy(Twin.Directory, _directory["twin"]);
        AssertSame("The first build", Outcome.Of(Project[TestProject.Bin]), Unchanged);
    }

    public LocalArchive Archive { get; }

    public TestProject Project { get; }

    public TestProject Twin { get; }

    /// <summary>The outcome of the unchanged sample.</summary>
    public Outcome Unchanged { get; }

    /// <summary>All files below the intermediate directory of the built project, by relative path. cargo's results are elsewhere.</summary>
    public IReadOnlyList<string> StateFiles =>
        [.. Directory.GetFiles(Path.Combine(_directory["project"], TestProject.Obj), "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(_directory["project"], f)).Order(StringComparer.Ordinal)];

    private string Fragments => _directory["fragments"];

    /// <summary>Builds the row both ways, and compares the outcomes with each other and with the expected change.</summary>
    public void Check(Mutation row)
    {
        RestoreProject();
        var fresh = FromNothing(row);
        if (row.Given is { } given)
        {
            given.Files?.Invoke(Project);
            Build(given);
        }
        row.Files?.Invoke(Project);
        var built = Build(row);
        var problems = new List<string>(built.DifferencesFrom(fresh));
        var before = row.Given is null ? Unchanged : FromNothing(row.Given);
        if (fresh.ChangeFrom(before) != row.Change)
            problems.Add($"The row declares {row.Change}, and a build from nothing says {fresh.ChangeFrom(before)}.");
        Assert.True(problems.Count == 0, $"{row.Name}: {string.Join('\n', problems)}");
    }

    /// <summary>Restores the project to its state after the first build: names, bytes and times, but not inodes and change times.</summary>
    public void RestoreProject() => Reset(Project, "project");

    /// <summary>Restores the twin to its state before its first build, except for cargo's results.</summary>
    public void RestoreTwin() => Reset(Twin, "twin");

    /// <summary>Builds the project with its existing state. The printed digest must be that of the archive.</summary>
    /// <param name="properties"><c>Name=value</c>.</param>
    public Outcome Build(Mutation? row = null, params IEnumerable<string> properties)
    {
        var result = Succeed(TryBuild(row, properties));
        var outcome = Outcome.Of(Project[TestProject.Bin]);
        var said = ResultLine().Matches(result.Output).Select(m => m.Groups[1].Value);
        Assert.Equal(outcome.Digests.Values.Order(StringComparer.Ordinal), said.Distinct().Order(StringComparer.Ordinal));
        return outcome;
    }

    /// <summary>Builds like <see cref="Build"/>, but allows the build to fail.</summary>
    public BuildResult TryBuild(Mutation? row = null, params IEnumerable<string> properties) =>
        BuildIn(Project, _projectDriver, row, properties);

    /// <summary>Builds the twin, in its current form, without any state.</summary>
    public Outcome BuildFromNothing(Mutation? row = null)
    {
        var output = _directory[$"builds/{++_builds}"];
        Succeed(BuildIn(Twin, _twinDriver, row, $"BaseIntermediateOutputPath={output}/obj/", $"BaseOutputPath={output}/bin/"));
        Assert.NotEmpty(Directory.GetFiles($"{output}/obj", "*", SearchOption.AllDirectories));
        Assert.False(Directory.Exists(Twin[TestProject.Obj]), "A build left state outside of BaseIntermediateOutputPath.");
        var outcome = Outcome.Of($"{output}/bin");
        Directory.Delete(output, recursive: true);
        return outcome;
    }

    /// <summary>The path of a file in the saved state after the first build.</summary>
    public string Original(string path) => Path.Combine(_directory["project"], Path.GetRelativePath(Project.Directory, path));

    /// <returns>The lock of the twin after an update to the newest packages.</returns>
    public string UpdateLock()
    {
        Succeed(Twin.Dotnet("msbuild", "mutant.proj", "-t:UpdateImageLock"));
        return File.ReadAllText(Twin[ProjectLock.FileName]);
    }

    public void Dispose()
    {
        _projectDriver.Dispose();
        _twinDriver.Dispose();
        Project.Dispose();
        Twin.Dispose();
        Archive.Dispose();
        _directory.Dispose();
    }

    public static void AssertSame(string what, Outcome built, Outcome expected)
    {
        var differences = built.DifferencesFrom(expected);
        Assert.True(differences.Count == 0, $"{what} is not what a build from nothing makes: {string.Join('\n', differences)}");
    }

    /// <summary>The outcome of a row in the twin.</summary>
    public Outcome FromNothing(Mutation row)
    {
        RestoreTwin();
        row.Given?.Files?.Invoke(Twin);
        row.Files?.Invoke(Twin);
        return BuildFromNothing(row);
    }

    private static BuildResult BuildIn(TestProject project, MutationDriver driver, Mutation? row, params IEnumerable<string> properties)
    {
        var all = row is null || TextOf(row).Length == 0 ? properties : properties.Prepend($"Mutation={row.Name}");
        if (row is not { NeedsProcess: true })
            return driver.Build(all);
        var before = project.Environment.ToList();
        foreach (var (name, value) in VariablesOf(row))
            project.Environment[name] = value;
        try
        {
            return project.Build(["mutant.proj", .. all.Select(p => $"-p:{p}")]);
        }
        finally
        {
            project.Environment.Clear();
            foreach (var (name, value) in before)
                project.Environment.Add(name, value);
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> VariablesOf(Mutation? row) =>
        row is null ? [] : VariablesOf(row.Given).Concat(row.Environment);

    private static BuildResult Succeed(BuildResult result)
    {
        result.Succeeded();
        Assert.DoesNotContain("   at RustImage.", result.Output, StringComparison.Ordinal);
        return result;
    }

    private static string TextOf(Mutation row) => (row.Given is null ? "" : TextOf(row.Given)) + row.Project;

    private void Reset(TestProject project, string snapshot)
    {
        Directory.Delete(project.Directory, recursive: true);
        Copy(_directory[snapshot], project.Directory);
    }

    /// <summary>Copies with times and modes, which .NET does not copy for directories and links.</summary>
    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(target);
        Tool.Capture(Require.Tool("cp", "coreutils"), "-a", $"{source}/.", target);
    }

    [GeneratedRegex("^.* -> .* (sha256:[0-9a-f]{64})\\)\r?$", RegexOptions.Multiline)]
    private static partial Regex ResultLine();
}
