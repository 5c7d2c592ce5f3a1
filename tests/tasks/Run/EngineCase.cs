using RustImage.Testing;

namespace RustImage.TaskTests.Run;

/// <summary>A project on a machine whose podman is a script that records its calls.</summary>
public abstract class EngineCase : PipelineCase
{
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    private protected IReadOnlyList<string> Calls => File.Exists(this["calls"]) ? File.ReadAllLines(this["calls"]) : [];

    /// <param name="answers">Shell text; the arguments are in <c>$*</c>.</param>
    private protected string WriteEngine(string answers) => Script.Write(this["programs/podman"], $"""
        cd '{ProjectDirectory}'
        echo "$*" >>calls
        {answers}
        """);

    /// <summary>Puts the script before other programs. Tests with it run one after the other (<see cref="EngineCollection"/>).</summary>
    private protected void PutOnPath() =>
        Environment.SetEnvironmentVariable("PATH", $"{this["programs"]}{Path.PathSeparator}{_path}");

    protected override void Dispose(bool disposing)
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        base.Dispose(disposing);
    }
}

/// <summary>Tests that change PATH, which is one for the whole process.</summary>
[CollectionDefinition("engines", DisableParallelization = true)]
public sealed class EngineCollection;
