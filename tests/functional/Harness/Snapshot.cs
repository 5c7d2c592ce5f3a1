using System.Security.Cryptography;

namespace RustImage.FunctionalTests.Harness;

/// <summary>The state of files at one time, to compare with a later state.</summary>
internal static class Snapshot
{
    /// <returns>Time and content of each file, by relative path.</returns>
    public static SortedDictionary<string, (DateTime Time, string Content)> Of(string directory, Func<string, bool> which)
    {
        var files = new SortedDictionary<string, (DateTime, string)>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(directory, file);
            if (which(name))
                files.Add(name, (File.GetLastWriteTimeUtc(file), Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))));
        }
        return files;
    }
}
