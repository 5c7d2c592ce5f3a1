using System.Security;
using System.Threading.Channels;
using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Mutations;

/// <summary>An MSBuild process that builds a project on request: hundreds of builds with one start.</summary>
/// <remarks>The process reads each project file and the environment once. A row that changes those needs its own process.</remarks>
internal sealed class MutationDriver : IDisposable
{
    private const int MaximumTurns = 2000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly TestProject _project;
    private readonly string _directory;
    private readonly Channel<string> _output = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _run;
    private readonly FileStream _requests;
    private int _turn;

    /// <param name="directory">For temporary files. Not the directory of the project, which tests delete and restore.</param>
    public MutationDriver(TestProject project, string directory)
    {
        (_project, _directory) = (project, directory);
        Directory.CreateDirectory(directory);
        Tool.Capture(Require.Tool("mkfifo", "coreutils"), Path.Combine(directory, "requests"));
        // Also opened for reading, so that opening does not wait for the other end.
        _requests =
            new FileStream(Path.Combine(directory, "requests"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        File.WriteAllText(Path.Combine(directory, "driver.proj"), $"""
            <Project>
              <ItemGroup>
                <Turn Include="{string.Join(';', Enumerable.Range(1, MaximumTurns))}" />
              </ItemGroup>
              <Target Name="Build" Outputs="%(Turn.Identity)">
                <PropertyGroup>
                  <ThisTurn>%(Turn.Identity)</ThisTurn>
                </PropertyGroup>
                <Exec Command="read -r request &lt; requests" EchoOff="true" />
                <MSBuild Projects="$(ThisTurn).proj" ContinueOnError="WarnAndContinue" />
                <Message Importance="High" Text="{EndOf("$(ThisTurn)")}$(MSBuildLastTaskResult)" />
              </Target>
            </Project>
            """);
        _run = RunAsync();
    }

    /// <summary>Builds the project as a separate process would.</summary>
    /// <param name="properties"><c>Name=value</c>.</param>
    public BuildResult Build(params IEnumerable<string> properties)
    {
        var end = EndOf($"{++_turn}");
        // MSBuild would not repeat a build with the same properties.
        var all = string.Join(';', properties.Append($"Turn={_turn}"));
        File.WriteAllText(Path.Combine(_directory, $"{_turn}.proj"), $"""
            <Project>
              <Target Name="Build">
                <MSBuild Projects="{_project["mutant.proj"]}" Targets="Build" Properties="{SecurityElement.Escape(all)}" />
              </Target>
            </Project>
            """);
        _requests.Write("go\n"u8);
        var lines = new List<string>();
        using var impatience = new CancellationTokenSource(Patience);
        while (lines.Count == 0 || !lines[^1].Contains(end, StringComparison.Ordinal))
            lines.Add(Next(lines, impatience.Token));
        var exitCode = lines[^1].Contains($"{end}true", StringComparison.OrdinalIgnoreCase) ? 0 : 1;
        return new BuildResult($"build of {_project["mutant.proj"]} with {all}", exitCode, string.Join('\n', lines), lines);
    }

    public void Dispose()
    {
        _end.Cancel();
        _run.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _requests.Dispose();
        _end.Dispose();
    }

    private static string EndOf(string turn) => $"[the end of turn {turn}] ";

    private string Next(List<string> before, CancellationToken cancellation)
    {
        try
        {
            return _output.Reader.ReadAsync(cancellation).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is ChannelClosedException or OperationCanceledException)
        {
            throw new InvalidOperationException($"MSBuild has ended, or takes more than {Patience}:\n{string.Join('\n', before)}", e);
        }
    }

    private async Task RunAsync()
    {
        string[] arguments = ["msbuild", "driver.proj", "-nologo", "-m:1", "-tl:off", "-v:normal", "-clp:NoSummary"];
        var command = new Command(Require.Tool("dotnet", "dotnet-sdk-10.0"), arguments, _directory,
            new Dictionary<string, string?>(_project.Environment));
        try
        {
            await ProcessRunner.RunAsync(command, l => _output.Writer.TryWrite(l), l => _output.Writer.TryWrite(l), _end.Token);
        }
        finally
        {
            _output.Writer.Complete();
        }
    }
}
