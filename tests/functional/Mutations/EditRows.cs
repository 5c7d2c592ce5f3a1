using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Mutations;

/// <summary>Many inputs changed at once, before a build or in the middle of one.</summary>
internal static class EditRows
{
    /// <summary>All but Rust sources keep size and time: the worst case for whoever compares those.</summary>
    public static Mutation Everything { get; } = new("everything", Change.NewDigest)
    {
        Files = Edit,
        Project = """<ItemGroup><ContainerLabel Update="org.example.team" Value="red" /></ItemGroup>""",
    };

    /// <summary>Everything again, by a target of the project that runs right behind the target <c>$(EditAfter)</c>.</summary>
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

    /// <summary>Puts what <see cref="Edit"/> makes of the files into <c>edited/</c>, and leaves them as they are.</summary>
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
