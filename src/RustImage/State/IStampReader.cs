namespace RustImage.State;

/// <summary>Reads stamps: .NET tells neither a file's change time nor its id, so each system has a class of its own.</summary>
internal interface IStampReader
{
    /// <param name="path">A full path; links are followed.</param>
    /// <returns>Null where the system does not tell all of it: then only the content can say whether the file is the same.</returns>
    FileStamp? Of(string path);
}
