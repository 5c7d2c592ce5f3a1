using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RustImage.State;
using RustImage.Testing;

namespace RustImage.UnitTests.State;

/// <summary>A step that joins two files into a third, with access to its state and reasons.</summary>
internal sealed class TestStep : IDisposable
{
    private static readonly JsonSerializerOptions Reflection = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private readonly TemporaryDirectory _directory = new();

    public TestStep()
    {
        Directory.CreateDirectory(_directory["obj"]);
        File.WriteAllText(Input, "one");
    }

    public static JsonTypeInfo<string> Text { get; } = (JsonTypeInfo<string>)Reflection.GetTypeInfo(typeof(string));

    public static JsonTypeInfo<string[]> Texts { get; } = (JsonTypeInfo<string[]>)Reflection.GetTypeInfo(typeof(string[]));

    public FakeStamps Stamps { get; } = new() { Age = 10_000_000_000 };

    public string Sdk { get; set; } = "1";

    public string State => _directory["obj/step.json"];

    public string Input => _directory["input"];

    public string Output => _directory["output"];

    public string this[string name] => _directory[name];

    /// <summary>Changes the key of the step.</summary>
    public Action<StepKey> Key { get; set; } = _ => { };

    /// <summary>Additional work of the step, after it has read its input and written its output.</summary>
    public Action<StepRun> Work { get; set; } = _ => { };

    /// <summary>The reason why the step ran, or null if it did not.</summary>
    public async Task<string?> RunAsync() => (await OutcomeAsync()).Reason;

    public Task<StepOutcome> OutcomeAsync()
    {
        var key = new StepKey().AddFile("the input", Input);
        Key(key);
        return new BuildStep("Join", State, Sdk) { Stamps = Stamps }.RunAsync(key, Text, _ => { }, run =>
        {
            var text = File.ReadAllText(Input);
            run.Write("the output", Output, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
            Work(run);
            return Task.FromResult(text);
        });
    }

    public static string ResultOf(StepOutcome outcome) => outcome.Result.As(Text);

    /// <summary>Replaces the content by bytes of the same length, and keeps the modification time.</summary>
    public static void Replace(string path, string text)
    {
        var (time, length) = (File.GetLastWriteTimeUtc(path), new FileInfo(path).Length);
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, time);
        Assert.Equal(length, new FileInfo(path).Length);
    }

    public void Dispose() => _directory.Dispose();
}
