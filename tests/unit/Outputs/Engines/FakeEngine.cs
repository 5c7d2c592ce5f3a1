using RustImage.Outputs.Engines;
using RustImage.Testing;

namespace RustImage.UnitTests.Outputs.Engines;

/// <summary>A script instead of an engine's command, for behaviour that a real engine does not show on demand.</summary>
internal sealed class FakeEngine
{
    private readonly TemporaryDirectory _directory;

    /// <param name="answers">
    /// Shell text. <c>$*</c> holds the arguments of the command. <c>$load</c> counts the loads, whose inputs are kept.
    /// </param>
    public FakeEngine(TemporaryDirectory directory, string answers, string name = "fake")
    {
        _directory = directory;
        Command = new EngineCommand(directory[name], directory.Path);
        Script.Write(directory[name], $"""
            cd '{directory.Path}'
            echo "$*" >>calls
            load=$(ls | grep -c '^load\.')
            case "$*" in load*) load=$((load + 1)); cat >"load.$load";; esac
            {answers}
            """);
    }

    public EngineCommand Command { get; }

    public IReadOnlyList<string> Calls => File.ReadAllLines(_directory["calls"]);

    /// <returns>The names in the archive of one load, counted from 1.</returns>
    public IReadOnlyList<string> Loaded(int load) => TarNames.Of(File.ReadAllBytes(_directory[$"load.{load}"]));
}
