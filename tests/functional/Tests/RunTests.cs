using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

public sealed class RunTests(Dockerd docker, TestPodman podman)
{
    /// <summary>A program that does not handle signals, like most programs.</summary>
    private const string Main = """
        use std::io::{IsTerminal, Read};

        fn main() {
            println!("terminal {} {}", std::io::stdin().is_terminal(), std::io::stdout().is_terminal());
            println!("greeting {:?}", std::env::var("GREETING"));
            let arguments: Vec<String> = std::env::args().skip(1).collect();
            match arguments.first().map(String::as_str) {
                Some("sleep") => std::thread::sleep(std::time::Duration::from_secs(600)),
                Some("read") => {
                    let mut text = String::new();
                    std::io::stdin().read_to_string(&mut text).unwrap();
                    println!("read {text:?}");
                }
                Some("end") => {
                    eprintln!("ending");
                    std::process::exit(arguments[1].parse().unwrap())
                }
                _ => println!("given {arguments:?}"),
            }
        }
        """;

    [Theory]
    [InlineData("Docker")]
    [InlineData("Podman")]
    public void RunImage_passes_options_and_shows_the_output_of_the_container(string name)
    {
        var engine = Engine(name);
        using var project = engine.Project(Main);
        project.Environment["RustImageRunArguments"] += """ -e "GREETING=good day" """;

        var result = project.Build("-t:RunImage").SucceededWithoutWarning();

        Assert.Contains("greeting Ok(\"good day\")", result.Log.Select(l => l.Trim()));
        Assert.Contains("terminal false false", result.Log.Select(l => l.Trim()));
        Assert.Contains("given []", result.Log.Select(l => l.Trim()));
        Assert.Empty(engine.Containers());
    }

    [Theory]
    [InlineData("Docker")]
    [InlineData("Podman")]
    public void RunImage_reports_an_exit_code_as_an_error(string name)
    {
        var engine = Engine(name);
        using var project = engine.Project("""fn main() { eprintln!("last words"); std::process::exit(7) }""");

        var result = project.Build("-t:RunImage");

        var error = result.FailedWithOneError();
        Assert.Equal("RIMG6306", error.Code);
        Assert.Contains("exit code 7", error.Text, StringComparison.Ordinal);
        Assert.Contains("last words", result.Log.Select(l => l.Trim()));
    }

    [Theory]
    [InlineData("Docker")]
    [InlineData("Podman")]
    public void RunImage_says_why_no_container_starts(string name)
    {
        using var project = Engine(name).Project(Main);
        project.Environment["RustImageRunArguments"] += " --no-such-option";

        var error = project.Build("-t:RunImage").FailedWithOneError();

        Assert.Equal("RIMG6306", error.Code);
        Assert.Contains("unknown flag: --no-such-option", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Docker")]
    [InlineData("Podman")]
    public async Task Dotnet_run_passes_arguments_input_and_exit_code(string name)
    {
        using var project = Engine(name).Project(Main);

        var arguments = await RunAsync(project, ["run", "--", "one", "two words"]);
        var input =
            await RunAsync(
                project, ["run", "--no-build", "--", "read"], (stream, stop) => stream.WriteAsync("a line\n"u8.ToArray(), stop).AsTask());
        var code = await RunAsync(project, ["run", "--no-build", "--", "end", "7"]);

        Assert.Equal((0, ""), (arguments.ExitCode, arguments.StandardError));
        Assert.EndsWith("given [\"one\", \"two words\"]\n", arguments.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(0, input.ExitCode);
        Assert.EndsWith("read \"a line\\n\"\n", input.StandardOutput, StringComparison.Ordinal);
        Assert.Equal((7, "ending\n"), (code.ExitCode, code.StandardError));
    }

    [Theory]
    [InlineData("Docker")]
    [InlineData("Podman")]
    public async Task Dotnet_run_gives_the_container_its_terminal_and_control_C_ends_it(string name)
    {
        var engine = Engine(name);
        using var project = engine.Project(Main);
        var script = Require.Tool("script", "bsdutils");
        var started = new TaskCompletionSource();
        var output = new List<string>();

        var code = await ProcessRunner.RunAsync(
            new Command(script, ["--quiet", "--return", "--command", "dotnet run -- sleep", "/dev/null"], project.Directory,
                project.Environment, async (stream, stop) =>
            {
                await started.Task.WaitAsync(TimeSpan.FromMinutes(2), stop);
                stream.WriteByte(3);
                await stream.FlushAsync(stop);
                // script would end at the end of its input.
                while (engine.Containers() != "")
                    await Task.Delay(100, stop);
            }),
            line =>
            {
                output.Add(line);
                if (line.Contains("greeting", StringComparison.Ordinal))
                    started.TrySetResult();
            },
            output.Add,
            new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token);

        Assert.Contains(output, l => l.TrimEnd('\r').EndsWith("terminal true true", StringComparison.Ordinal));
        Assert.Equal(130, code);
        Assert.Empty(engine.Containers());
    }

    [Theory]
    [InlineData("Docker")]
    [InlineData("Podman")]
    public async Task Ending_a_build_ends_the_container_of_RunImage(string name)
    {
        var engine = Engine(name);
        using var project = engine.Project("fn main() { std::thread::sleep(std::time::Duration::from_secs(600)) }");
        project.Build("-t:LoadImage").SucceededWithoutWarning();
        // Ctrl+C reaches dotnet as part of the terminal's foreground group.
        var script = Require.Tool("script", "bsdutils");

        var code = await ProcessRunner.RunAsync(
            new Command(script, ["--quiet", "--return", "--command", "dotnet build -t:RunImage", "/dev/null"], project.Directory,
                project.Environment, async (stream, stop) =>
            {
                while (engine.Containers() == "")
                    await Task.Delay(100, stop);
                stream.WriteByte(3);
                await stream.FlushAsync(stop);
                while (engine.Containers() != "")
                    await Task.Delay(100, stop);
            }),
            _ => { },
            _ => { },
            new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token);

        Assert.NotEqual(0, code);
        Assert.Empty(engine.Containers());
    }

    private LocalEngine Engine(string name) => name == "Docker" ? LocalEngine.Of(docker) : LocalEngine.Of(podman);

    private static Task<CommandResult> RunAsync(
        TestProject project, string[] arguments, Func<Stream, CancellationToken, Task>? input = null) =>
        ProcessRunner.CaptureAsync(
            new Command(Require.Tool("dotnet", "dotnet-sdk-10.0"), arguments, project.Directory, project.Environment, input)
            {
                MostBytes = 1 << 28,
            });
}
