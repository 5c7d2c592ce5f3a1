namespace RustImage.State;

/// <summary>For a system that is not known: the content of every file is looked at.</summary>
internal sealed class UnknownStampReader : IStampReader
{
    public FileStamp? Of(string path) => File.Exists(path) || Directory.Exists(path) ? null : FileStamp.Missing;
}
