namespace RustImage.Closure.Sources;

/// <summary>A regular file that a library source has.</summary>
/// <param name="Path">The canonical path in the image: with links followed, and /bin, /sbin, /lib* below /usr (usr-merge).</param>
/// <param name="HostPath">The path of its bytes on this machine.</param>
internal sealed record FoundFile(string Path, string HostPath);
