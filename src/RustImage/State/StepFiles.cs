namespace RustImage.State;

/// <summary>What one step has written, as its state tells it.</summary>
/// <param name="State">The full path of the state.</param>
/// <param name="Files">Full paths.</param>
/// <param name="Directories">Directories for these files alone. They are deleted with the files, if they are empty then.</param>
/// <param name="AreNamed">Whether the project chose the names of the files. Then a build under other names leaves the files.</param>
internal sealed record StepFiles(string State, IReadOnlyList<string> Files, IReadOnlyList<string> Directories, bool AreNamed)
{
    public static StepFiles Of(string state, StepRecord record) =>
        new(state, [.. record.Outputs.Select(o => o.Path), .. record.AlsoWritten], record.Directories ?? [], record.HasNamedOutputs);
}
