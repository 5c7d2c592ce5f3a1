namespace RustImage.State;

/// <summary>Used on unknown systems: knows only missing files, so the content of every other file is read.</summary>
internal sealed class UnknownStampReader : IStampReader
{
    public FileStamp? Of(string path) => File.Exists(path) || Directory.Exists(path) ? null : FileStamp.Missing;
}
