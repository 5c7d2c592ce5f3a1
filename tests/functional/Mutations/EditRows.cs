using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Mutations;

/// <summary>Rows that change many inputs at once, before a build or during one.</summary>
internal static class EditRows
{
    /// <summary>All files except Rust sources keep size and time, the worst case for comparisons by size and time.</summary>
    public static Mutation Everything { get; } = new("everything", Change.NewDigest)
    {
        Files = Edit,
        Project = """<ItemGroup><ContainerLabel Update="org.example.team" Value="red" /></ItemGroup>""",
    };

    /// <summary>The same changes by a target that runs right after the target <c>$(EditAfter)</c>.</summary>
    public static Mutation InTheMiddle { get; } = new("edit in the middle", Change.NewDigest)
    {
        Files = Edit,
        Project = """
            <Target Name="EditFiles" AfterTargets="$(EditAfter)" Condition="'$(EditAfter)' != ''">
              <Exec Command="cp -a edited/. . &amp;&amp; touch src/main.rs" />
            </Target>
            """,
    };

    private static readonly string[] Edited = ["src/main.rs", "assets/a.txt", "company.pem", "metadata.json", "base.tar"];

    /// <summary>Writes the files changed by <see cref="Edit"/> into <c>edited/</c>, and keeps the originals.</summary>
    public static void Prepare(TestProject project)
    {
        using var before = new TemporaryDirectory();
        foreach (var path in Edited)
            File.Copy(project[path], before[path.Replace('/', '_')]);
        var times = Edited.ToDictionary(p => p, p => File.GetLastWriteTimeUtc(project[p]));
        Edit(project);
        foreach (var path in Edited)
        {
            var edited = project[$"edited/{path}"];
            Directory.CreateDirectory(Path.GetDirectoryName(edited)!);
            File.Move(project[path], edited);
            File.Copy(before[path.Replace('/', '_')], project[path]);
            File.SetLastWriteTimeUtc(project[path], times[path]);
        }
    }

    private static void Edit(TestProject project)
    {
        project.Replace("src/main.rs", "please", "insist");
        project.InPlace("assets/a.txt", "aa", "zz");
        project.InPlace("company.pem", p => p.Write("company.pem", MutationSample.Authorities.Other));
        project.InPlace("metadata.json", "\"451\"", "\"999\"");
        project.InPlace("base.tar", p => MutationSample.WriteBase(p["base.tar"], "six"));
    }
}
