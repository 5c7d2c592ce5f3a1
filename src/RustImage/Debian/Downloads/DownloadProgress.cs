namespace RustImage.Debian.Downloads;

/// <summary>The progress of a set of downloads. Files that the store already had do not count.</summary>
/// <param name="Name">The name of the file that made progress last.</param>
/// <param name="Bytes">The bytes downloaded so far, of all files.</param>
/// <param name="TotalBytes">The sizes of all files together, in bytes.</param>
/// <param name="FilesDone">The number of files that are whole and in the store.</param>
/// <param name="Files">The number of files to download.</param>
internal sealed record DownloadProgress(string Name, long Bytes, long TotalBytes, int FilesDone, int Files);
