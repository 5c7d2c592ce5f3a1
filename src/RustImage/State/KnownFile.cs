namespace RustImage.State;

/// <summary>A file whose digest was requested by a step that runs in every build (<see cref="BuildStep.DigestOf"/>).</summary>
internal sealed class KnownFile
{
    internal KnownFile(FileRecord record) => Record = record;

    /// <exception cref="FileNotFoundException">The file is missing.</exception>
    public Digest Digest => Record.Digest ?? throw new FileNotFoundException($"There is no '{Record.Path}'.", Record.Path);

    internal FileRecord Record { get; }
}
