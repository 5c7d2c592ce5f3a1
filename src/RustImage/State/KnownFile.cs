namespace RustImage.State;

/// <summary>A file whose digest a step that runs in every build has asked for.</summary>
public sealed class KnownFile
{
    internal KnownFile(FileRecord record) => Record = record;

    /// <exception cref="FileNotFoundException">Nothing is there.</exception>
    public Digest Digest => Record.Digest ?? throw new FileNotFoundException($"There is no '{Record.Path}'.", Record.Path);

    internal FileRecord Record { get; }
}
