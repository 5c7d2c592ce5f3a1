namespace RustImage.State;

/// <summary>Reads stamps. .NET tells neither change times nor file ids, so each system has a class of its own.</summary>
internal interface IStampReader
{
    /// <param name="path">A full path. Links are followed.</param>
    /// <returns>Null where the system does not tell the whole stamp. Then only the content shows whether the file is the same.</returns>
    FileStamp? Of(string path);
}
