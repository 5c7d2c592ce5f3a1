using System.Text.Json.Serialization.Metadata;
using Microsoft.Build.Framework;
using RustImage.State;
using RustImage.Tasks;
using RustImage.Testing;

namespace RustImage.TaskTests;

/// <summary>A project in a directory of a test's own, in which tasks run.</summary>
public abstract class TaskCase : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private protected MockEngine Engine { get; } = new();

    private protected string ProjectFile => this["hello.proj"];

    private protected string ProjectDirectory => _directory.Path;

    private protected TemporaryDirectory Temporary => _directory;

    /// <summary>A full path below the project's directory.</summary>
    private protected string this[string name] => _directory[name];

    /// <summary>The path of a state; "binary" for obj/binary.json.</summary>
    private protected string State(string name) => this[$"obj/{name}.json"];

    private protected string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>Writes what an earlier step would hand on.</summary>
    private protected string Keep<T>(string state, T result, JsonTypeInfo<T> type)
    {
        new BuildStep("Earlier", State(state), "1").Keep(result, type);
        return State(state);
    }

    private protected T Read<T>(string state, JsonTypeInfo<T> type) =>
        StepState.Read(State(state), type);

    /// <summary>Runs a task of which the test expects success.</summary>
    private protected T Succeed<T>(T task) where T : RustImageTask
    {
        Assert.True(Execute(task), string.Join('\n', Engine.Errors.Select(e => $"{e.Code}: {e.Message}")));
        return task;
    }

    /// <summary>Runs a task of which the test expects several errors.</summary>
    private protected IReadOnlyList<string> FailWithCodes(RustImageTask task)
    {
        Assert.False(Execute(task));
        return [.. Engine.Errors.Select(e => e.Code).Order(StringComparer.Ordinal)];
    }

    /// <summary>Runs a task of which the test expects one error.</summary>
    private protected BuildErrorEventArgs Fail(RustImageTask task)
    {
        Assert.False(Execute(task));
        return Assert.Single(Engine.Errors);
    }

    /// <summary>Cancels a task when a file appears, and expects it to end soon without an error.</summary>
    private protected async Task CancelWhenAsync(string file, RustImageTask task)
    {
        var run = Task.Run(() => Execute(task));
        for (var tries = 0; !File.Exists(file) && !run.IsCompleted && tries < 600; tries++)
            await Task.Delay(50);
        Assert.True(File.Exists(file), $"The task wrote no '{file}': {string.Join('\n', Engine.Errors.Select(e => e.Message))}");
        task.Cancel();
        Assert.False(await run.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Empty(Engine.Errors);
    }

    /// <summary>Runs a task twice. The first run gives its reason, the second one has nothing to do.</summary>
    private protected void AssertUpToDateTheSecondTime(Func<RustImageTask> create)
    {
        var first = create();
        var name = first.GetType().Name;
        Engine.Clear();
        Succeed(first);
        Assert.Contains($"{name} runs: it has not run yet.", Engine.AllText, StringComparison.Ordinal);
        Engine.Clear();
        Succeed(create());
        Assert.Equal($"{name} is up to date.", Engine.AllText);
    }

    private protected static ITaskItem MakeItem(string name, params (string Name, string Value)[] metadata)
    {
        var item = new Microsoft.Build.Utilities.TaskItem(name);
        foreach (var (key, value) in metadata)
            item.SetMetadata(key, value);
        return item;
    }

    private bool Execute(RustImageTask task)
    {
        task.BuildEngine = Engine;
        task.ProjectFile = ProjectFile;
        return task.Execute();
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _directory.Dispose();
}
