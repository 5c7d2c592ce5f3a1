using System.Formats.Tar;
using System.Text;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Mutations;

/// <summary>
/// A project that uses as many features as possible: a workspace, a base image, packages, certificates, CI metadata, a commit, and every
/// item.
/// </summary>
internal static class MutationSample
{
    public const string Name = "greeter";

    /// <summary>The directory of the project fragments of rows. The property <c>Mutation</c> names the row.</summary>
    public const string FragmentsVariable = "MUTATIONS";

    /// <summary>The suite of the lock.</summary>
    public const string SuiteVariable = "LockedSuite";

    /// <summary>Two certificate authorities whose files have the same size.</summary>
    public static (string One, string Other) Authorities { get; } = CreateAuthorities();

    private const string ProjectFile = """
        <Project Sdk="RustImage.Sdk/0.1.0">
          <PropertyGroup>
            <ContainerBaseImage>oci-archive:base.tar</ContainerBaseImage>
            <ContainerMetadataFile>metadata.json</ContainerMetadataFile>
            <PublishRepositoryUrl>true</PublishRepositoryUrl>
            <RustImageCertificates>true</RustImageCertificates>
            <ContainerStopSignal>SIGINT</ContainerStopSignal>
            <ContainerHealthCheckTimeout>5s</ContainerHealthCheckTimeout>
            <ContainerVendor>ACME</ContainerVendor>
          </PropertyGroup>
          <ItemGroup>
            <RustImageFile Include="assets/**" TargetPath="/srv/" />
            <RustImageFile Include="entry.sh" TargetPath="/usr/bin/entry" Mode="0750" Owner="nonroot" />
            <RustImageFile Include="note.txt" />
            <RustImageLink Include="/usr/bin/greet" LinkTarget="../../app/greeter" />
            <RustImageDirectory Include="/var/lib/greeter" Mode="0700" Owner="nonroot" />
            <ImagePackage Include="tzdata" Files="/usr/share/zoneinfo/Europe/*" />
            <ImageCertificate Include="company.pem" />
            <ContainerEnvironmentVariable Include="RUST_LOG" Value="info" />
            <ContainerLabel Include="org.example.team" Value="blue" />
            <ContainerAnnotation Include="org.example.note" Value="one" />
            <ContainerPort Include="8080" Type="udp" />
            <ContainerVolume Include="/var/lib/greeter" />
            <ContainerHealthCheck Include="/app/greeter;--check" />
            <ContainerEntrypoint Include="/app/greeter" />
            <ContainerEntrypointArgs Include="--outer" />
            <ContainerAppCommand Include="/app/greeter" />
            <ContainerAppCommandArgs Include="--always" />
            <ContainerDefaultArgs Include="--default" />
            <ImageReferenceFile Include="deployment.yml" />
          </ItemGroup>
          <Import Project="$(MUTATIONS)/$(Mutation).props" Condition="'$(Mutation)' != ''" />
        </Project>
        """;

    private static readonly (string Path, string Text)[] Files =
    [
        (".gitignore", "/target/\n"),
        ("Cargo.toml", """
            [workspace]
            members = ["other", "words"]

            [package]
            name = "greeter"
            version = "1.2.3"
            edition = "2021"
            default-run = "greeter"
            description = "Greets."
            authors = ["The authors"]
            license = "MIT"
            repository = "https://example.org/greeter"
            homepage = "https://example.org/home"
            documentation = "https://example.org/docs"
            publish = false

            [features]
            default = ["polite"]
            polite = []
            loud = []

            [dependencies]
            words = { path = "words" }
            """),
        ("Cargo.lock", """
            version = 3

            [[package]]
            name = "greeter"
            version = "1.2.3"
            dependencies = [
             "words",
            ]

            [[package]]
            name = "other"
            version = "4.5.6"

            [[package]]
            name = "words"
            version = "0.1.0"

            """),
        ("src/main.rs", """
            #![allow(unexpected_cfgs)]
            fn main() {
                println!("{} {} {}", words::HELLO, include_str!("greeting.txt"), option_env!("GREETING").unwrap_or("nobody"));
                if cfg!(feature = "polite") {
                    println!("if you please");
                }
                if cfg!(feature = "loud") {
                    println!("at the top of its voice");
                }
                if cfg!(mutated) {
                    println!("as another compiler or flag wants it");
                }
            }
            """),
        ("src/greeting.txt", "to"),
        ("src/bin/second.rs", "fn main() { println!(\"the second one\"); }\n"),
        ("words/Cargo.toml", "[package]\nname = \"words\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"),
        ("words/src/lib.rs", "pub const HELLO: &str = \"hello\";\n"),
        ("other/Cargo.toml", "[package]\nname = \"other\"\nversion = \"4.5.6\"\nedition = \"2021\"\n"),
        ("other/src/main.rs", "fn main() { println!(\"another one\"); }\n"),
        ("assets/a.txt", "aa"),
        ("assets/sub/b.txt", "bb"),
        ("assets/c.txt", "cc"),
        ("entry.sh", "#!/app/greeter\n# The entry.\n"),
        ("note.txt", "note"),
        ("company.pem", Authorities.One),
        ("second.pem", Authorities.Other),
        ("metadata.json", """{ "labels": { "org.example.build": "451", "org.opencontainers.image.created": "2026-01-02T03:04:05Z" }""" +
            """, "annotations": ["manifest:org.example.build=451"] }"""),
        ("deployment.yml", "image: rustimage://greeter\n"),
        ("other.yml", "image: rustimage://greeter\n"),
        ("hook.targets", """<Project><ItemGroup><ContainerLabel Include="org.example.hook" Value="1" /></ItemGroup></Project>"""),
        ("mutant.proj", ProjectFile),
    ];

    /// <summary>Creates a copy that is committed and not built.</summary>
    public static TestProject Create()
    {
        var project = TestProject.Of(Name, Files);
        WriteBase(project["base.tar"], "one");
        WriteBase(project["base2.tar"], "two");
        Commit(project, "first", "2026-02-03T04:05:06Z");
        return project;
    }

    /// <summary>A base without libraries. Texts of the same length give archives of the same size.</summary>
    public static void WriteBase(string path, string text)
    {
        // One fixed time, because the image must not contain the build time.
        var file = new UstarTarEntry(TarEntryType.RegularFile, "etc/base")
        {
            DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
            ModificationTime = DateTimeOffset.UnixEpoch,
        };
        new TestImage([new TestLayer { Format = TarEntryFormat.Ustar }.Add(file)], tar => tar, "application/vnd.oci.image.layer.v1.tar")
            .WriteOciArchive(path);
    }

    public static void Commit(TestProject project, string message, string date)
    {
        Git(project, "init", "--quiet");
        if (Git(project, "remote").Length == 0)
            Git(project, "remote", "add", "origin", "https://example.org/team/greeter.git");
        Git(project, "add", "--all");
        var identity = new[] { "-c", "user.name=somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false" };
        (project.Environment["GIT_AUTHOR_DATE"], project.Environment["GIT_COMMITTER_DATE"]) = (date, date);
        Git(project, [.. identity, "commit", "--quiet", "--allow-empty", "-m", message]);
        project.Environment.Remove("GIT_AUTHOR_DATE");
        project.Environment.Remove("GIT_COMMITTER_DATE");
    }

    private static string Git(TestProject project, params string[] arguments)
    {
        var answer = project.Run(Require.Tool("git", "git"), arguments);
        Assert.True(answer.ExitCode == 0, answer.StandardError);
        return answer.StandardOutput;
    }

    /// <summary>Signatures sometimes differ in length.</summary>
    private static (string One, string Other) CreateAuthorities()
    {
        using var one = new TestAuthority("One of two authorities");
        while (true)
        {
            using var other = new TestAuthority("Two of two authorities");
            if (other.Pem.Length == one.Pem.Length)
                return (one.Pem, other.Pem);
        }
    }
}
