namespace RustImage.State;

/// <summary>What a step often does with files.</summary>
internal static class StepRunExtensions
{
    /// <summary>Copies a file, whole or not at all.</summary>
    public static void WriteCopy(this StepRun run, string name, string path, string source) => run.Write(name, path, stream =>
    {
        using var file = File.OpenRead(source);
        file.CopyTo(stream);
    });
}
