using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Packages;

namespace RustImage.FunctionalTests.Tests;

/// <summary>
/// A build script that names no files runs again when any file of its package is new. What the build writes must not count as such a file.
/// </summary>
public sealed class RecompilationTests(LockedHello hello)
{
    private const string OneLine = """<Project Sdk="RustImage.Sdk/0.1.0" />""";

    public static TheoryData<string> Places => [.. Prepare.Keys];

    private static readonly Dictionary<string, Action<TestProject>> Prepare = new(StringComparer.Ordinal)
    {
        ["no Git"] = _ => { },
        ["Git without an index"] = p => Git(p, "init"),
        ["tracked by Git"] = p =>
        {
            Git(p, "init");
            Git(p, "add", ".");
        },
        ["member of a workspace"] = p =>
        {
            p.Write("member/hello.proj", OneLine);
            foreach (var file in new[] { "Cargo.toml", "build.rs", "src" })
                Directory.Move(p[file], p[$"member/{file}"]);
            p.Write("other/Cargo.toml", "[package]\nname = \"other\"\nversion = \"1.0.0\"\nedition = \"2021\"\n");
            p.Write("other/src/lib.rs", "");
            p.Write("Cargo.toml", "[workspace]\nmembers = [\"member\", \"other\"]\nresolver = \"2\"\n");
            File.Delete(p["hello.proj"]);
        },
        ["project in a folder of the package"] = p =>
        {
            File.Delete(p["hello.proj"]);
            p.Write("deploy/hello.proj", """
                <Project Sdk="RustImage.Sdk/0.1.0">
                  <PropertyGroup>
                    <CargoManifest>../Cargo.toml</CargoManifest>
                  </PropertyGroup>
                </Project>
                """);
        },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void A_package_whose_build_script_names_no_files_is_compiled_once(string place)
    {
        using var project = TestProject.Hello().FromDebian(hello.Cache);
        project.Write("build.rs", "fn main() {}\n");
        project.Write("hello.proj", OneLine);
        Prepare[place](project);
        // Files that are older than the first build, as after a checkout.
        foreach (var path in Directory.GetFiles(project.Directory, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-1));
        var file = Assert.Single(Directory.GetFiles(project.Directory, "hello.proj", SearchOption.AllDirectories));

        var builds = new[] { "Build", "Build", "UpdateImageLock", "Build" }
            .Select(t => project.Build(file, $"-t:{t}").SucceededWithoutWarning()).ToList();

        Assert.Equal([1, 0, 0, 0], builds.Select(Compilations));
        var @lock = Path.Combine(Path.GetDirectoryName(file)!, ProjectLock.FileName);
        File.Delete(@lock);
        Assert.Equal(0, Compilations(project.Build(file).SucceededWithoutWarning()));
        // Shows that cargo looks at the lock.
        File.SetLastWriteTimeUtc(@lock, DateTime.UtcNow);
        Assert.Equal(1, Compilations(project.Build(file).SucceededWithoutWarning()));
    }

    private static int Compilations(BuildResult build) =>
        build.Log.Count(l => l.TrimStart().StartsWith("Compiling hello ", StringComparison.Ordinal));

    private static void Git(TestProject project, params string[] arguments) =>
        Assert.Equal(0, project.Run(Require.Tool("git", "git"), arguments).ExitCode);
}
