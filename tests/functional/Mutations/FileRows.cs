using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Packages;
using RustImage.FunctionalTests.Tests;
using static RustImage.FunctionalTests.Mutations.Change;
using static RustImage.FunctionalTests.Mutations.Mutation;

namespace RustImage.FunctionalTests.Mutations;

/// <summary>Rows for the files that a build reads, except Rust sources: cargo ignores changes of them that keep the time.</summary>
internal static class FileRows
{
    private const string Library = "root/usr/lib/x86_64-linux-gnu/libgcc_s.so.1";

    private const string Config = ".cargo/config.toml";

    public static IReadOnlyList<Mutation> All { get; } =
        [.. Sources(), .. Manifest(), .. ProjectFile().Select(r => r with { ChangesProjectFiles = true }), .. Added(), .. Others(),
            .. CargoConfiguration(), .. Toolchain(), .. Times()];

    private static IEnumerable<Mutation> Sources() =>
    [
        Of("source", NewDigest, p => p.Replace("src/main.rs", "please", "insist")),
        Of("source with a comment at its end", Nothing, p => File.AppendAllText(p["src/main.rs"], "// nothing\n")),
        Of("text that a source includes", NewDigest, p => p.Write("src/greeting.txt", "dear")),
        Of("source of a dependency", NewDigest, p => p.Replace("words/src/lib.rs", "hello", "good day")),
        Of("source of a binary that is not built, added", Nothing, p => p.Write("src/bin/third.rs", "fn main() {}\n")),
        Of("source of a binary that is not built, removed", Nothing, p => File.Delete(p["src/bin/second.rs"])),
    ];

    private static IEnumerable<Mutation> Manifest() =>
    [
        Field("description", "Greets.", "Greets everybody."),
        Field("version", "1.2.3", "1.2.4"),
        Field("authors", "The authors", "Another one"),
        Field("license", "MIT", "Apache-2.0"),
        Field("repository", "org/greeter", "org/another"),
        Field("homepage", "org/home", "org/other"),
        Field("documentation", "org/docs", "org/other"),
        Field("default-run", "default-run = \"greeter\"", "default-run = \"second\""),
        Field("features", "[\"polite\"]", "[\"polite\", \"loud\"]"),
        Of("Cargo.toml, profile", NewDigest, p => File.AppendAllText(p["Cargo.toml"], "\n[profile.release]\nopt-level = 0\n")),
        Of("Cargo.toml, metadata of other tools", Nothing,
            p => File.AppendAllText(p["Cargo.toml"], "\n[package.metadata.other]\nkey = 1\n")),
        Of("Cargo.toml, a comment", Nothing, p => File.AppendAllText(p["Cargo.toml"], "\n# nothing\n")),
        Of("Cargo.toml of the same size and time", NewDigest, p => p.InPlace("Cargo.toml", "Greets.", "Greats.")),
        Of("Cargo.lock, a comment", Nothing, p => File.AppendAllText(p["Cargo.lock"], "# nothing\n")),
    ];

    private static Mutation Field(string name, string text, string other) =>
        Of($"Cargo.toml, {name}", NewDigest, p => p.Replace("Cargo.toml", text, other));

    private static IEnumerable<Mutation> ProjectFile() =>
    [
        Of("project file", NewDigest, p => p.Replace("mutant.proj", "\"blue\"", "\"yellow\"")),
        Of("project file of the same size and time", NewDigest, p => p.InPlace("mutant.proj", "\"blue\"", "\"pink\"")),
        Of("project file, a comment", Nothing, p => p.Replace("mutant.proj", "<ItemGroup>", "<!-- nothing --><ItemGroup>")),
        Of("Directory.Build.targets", NewDigest, p => p.Write("Directory.Build.targets", File.ReadAllText(p["hook.targets"]))),
        Of("Directory.Build.targets of long ago", NewDigest, p =>
        {
            p.Write("Directory.Build.targets", File.ReadAllText(p["hook.targets"]));
            File.SetLastWriteTimeUtc(p["Directory.Build.targets"], new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        }),
    ];

    private static IEnumerable<Mutation> Added() =>
    [
        Of("added file", NewDigest, p => p.Write("assets/a.txt", "another one")),
        Of("added file of the same size and time", NewDigest, p => p.InPlace("assets/a.txt", "aa", "bb")),
        Of("added file, replaced by one of the same size and time", NewDigest, p => p.InPlace("assets/a.txt", _ =>
        {
            p.Write("new", "bb");
            File.Move(p["new"], p["assets/a.txt"], overwrite: true);
        })),
        Of("added file, older", NewDigest, p =>
        {
            p.Write("assets/a.txt", "older");
            File.SetLastWriteTimeUtc(p["assets/a.txt"], new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        }),
        Of("added file, emptied", NewDigest, p => p.Write("assets/a.txt", "")),
        Of("added files, two exchanged", NewDigest, p =>
        {
            File.Move(p["assets/a.txt"], p["assets/new"]);
            File.Move(p["assets/c.txt"], p["assets/a.txt"]);
            File.Move(p["assets/new"], p["assets/c.txt"]);
        }),
        Of("another file in an added directory", NewDigest, p => p.Write("assets/sub/d.txt", "dd")),
        Of("a file fewer in an added directory", NewDigest, p => File.Delete(p["assets/sub/b.txt"])),
        Of("added file, executable here", Nothing, p => p.ChangeMode("assets/a.txt", "755")),
        Of("added file, for its owner alone", Nothing, p => p.ChangeMode("assets/a.txt", "400")),
        Of("added file, a script of the same size and time now", NewDigest, p => p.InPlace("note.txt", "note", "#!/x")),
        Of("added file, a link to the same content", Nothing, p =>
        {
            File.Move(p["assets/a.txt"], p["elsewhere.txt"]);
            File.CreateSymbolicLink(p["assets/a.txt"], "../elsewhere.txt");
        }),
    ];

    private static IEnumerable<Mutation> Others() =>
    [
        Of("certificate", NewDigest, p => p.Write("company.pem", MutationSample.Authorities.Other)),
        Of("certificate of the same size and time", NewDigest,
            p => p.InPlace("company.pem", _ => p.Write("company.pem", MutationSample.Authorities.Other))),
        Of("CI metadata", NewDigest, p => p.Replace("metadata.json", "\"451\"", "\"4512\"")),
        Of("CI metadata of the same size and time", NewDigest, p => p.InPlace("metadata.json", "\"451\"", "\"452\"")),
        Of("base image", NewDigest, p => MutationSample.WriteBase(p["base.tar"], "three")),
        Of("base image of the same size and time", NewDigest,
            p => p.InPlace("base.tar", _ => MutationSample.WriteBase(p["base.tar"], "two"))),
        Of("lock, removed", NewDigest, p => File.Delete(p[ProjectLock.FileName])),
        Of("lock, a space at its end", Nothing, p => File.AppendAllText(p[ProjectLock.FileName], " ")),
        Of("commit", NewDigest, p => MutationSample.Commit(p, "second", "2026-03-04T05:06:07Z")),
        Of("file for a deployment", Nothing, p => p.Write("deployment.yml", "image: rustimage://greeter # mutated\n")),
        Of("library of a root file system of the same size and time", NewDigest, p => p.InPlace(Library, _ => Append(p, 1))) with
        {
            Given = new("root file system", NewDigest)
            {
                Project = """
                    <PropertyGroup>
                      <RustImageLibrarySource>root</RustImageLibrarySource>
                      <RustImageCertificates>false</RustImageCertificates>
                    </PropertyGroup>
                    <ItemGroup><ImagePackage Remove="tzdata" /><ImageCertificate Remove="company.pem" /></ItemGroup>
                    """,
                Files = p =>
                {
                    BinaryFailureTests.RootWith(p);
                    Append(p, 0);
                },
            },
        },
    ];

    /// <summary>Changes the last byte, which the loader does not read.</summary>
    private static void Append(TestProject project, byte last)
    {
        var library = project[Library];
        var bytes = File.ReadAllBytes(library);
        File.WriteAllBytes(library, [.. last == 0 ? bytes : bytes[..^1], last]);
    }

    private static IEnumerable<Mutation> CargoConfiguration() =>
    [
        Of("cargo's configuration, flags", NewDigest, p => p.Write(Config, "[build]\nrustflags = [\"--cfg\", \"mutated\"]\n")),
        Of("cargo's configuration, variable", NewDigest, p => p.Write(Config, "[env]\nGREETING = \"all\"\n")),
        Of("cargo's configuration, profile", NewDigest, p => p.Write(Config, "[profile.release]\nopt-level = 0\n")),
        Of("cargo's configuration, target", Nothing,
            p => p.Write(Config, $"[build]\ntarget = \"{PropertyRows.Machine.DefaultTriple}\"\n")),
        Of("cargo's configuration, a comment", Nothing, p => p.Write(Config, "# nothing\n")),
        Of("cargo's configuration of the same size and time", NewDigest, p => p.InPlace(Config, "all", "you")) with
        {
            Given = Of("cargo's configuration before", NewDigest, p => p.Write(Config, "[env]\nGREETING = \"all\"\n")),
        },
    ];

    private static IEnumerable<Mutation> Toolchain() =>
    [
        Of("toolchain", NewDigest, p => WriteCompiler(p, "2001-02-03")),
        Of("toolchain, replaced in its place", NewDigest, p => WriteCompiler(p, "2004-05-06", "--cfg mutated")) with
        {
            Given = Of("toolchain before", NewDigest, p => WriteCompiler(p, "2001-02-03")),
        },
    ];

    /// <summary>
    /// A compiler with another date. It compiles a file <c>edited.rs</c>, if there is one, instead of the application's source.
    /// </summary>
    public static void WriteCompiler(TestProject project, string date, string options = "")
    {
        var compiler = Require.Tool("rustc", "rustc");
        Script.Write(project["tools/rustc"], $"""
            case " $* " in
              *" -vV "*) '{compiler}' "$@" | sed 's/^commit-date: .*/commit-date: {date}/'; exit ;;
            esac
            '{compiler}' "$@" {options} || exit
            case " $* " in
              *" --crate-name greeter "*) if [ -e edited.rs ]; then mv edited.rs src/main.rs; touch src/main.rs; fi ;;
            esac
            """);
        project.Write(Config, "[build]\nrustc = \"tools/rustc\"\n");
    }

    private static IEnumerable<Mutation> Times() =>
    [
        Of("times of the files, an hour ahead", Nothing, p => p.Age(TimeSpan.FromHours(-1), Edits.IsSource)),
        Of("times of the files, ten years back", Nothing, p => p.Age(TimeSpan.FromDays(3650), Edits.IsSource)),
    ];
}
