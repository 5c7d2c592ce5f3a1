namespace RustImage.Debian.Downloads;

/// <summary>How far a set of downloads is: "Downloading 5 files, 3.2 of 7.9 MB". What was in the store before does not count.</summary>
/// <param name="Name">Of the file that moved last.</param>
/// <param name="Bytes">Of all files, here by now.</param>
/// <param name="TotalBytes">Of all files, in the end.</param>
/// <param name="FilesDone">Whole and in the store.</param>
/// <param name="Files">All of them.</param>
public sealed record DownloadProgress(string Name, long Bytes, long TotalBytes, int FilesDone, int Files);
