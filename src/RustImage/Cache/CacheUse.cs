namespace RustImage.Cache;

/// <summary>Records when something in the cache was last used: the time of a file says it.</summary>
/// <remarks>
/// Only files that no step depends on carry such a time, since another time is another stamp. A blob has its records, a package its
/// list of files, a base layer its list of entries.
/// </remarks>
internal static class CacheUse
{
    /// <summary>A use within this time after the last recorded one is left out, so that most builds write nothing.</summary>
    public static TimeSpan Precision { get; } = TimeSpan.FromHours(1);

    /// <summary>Records a use. Does nothing where the file is missing, or belongs to another user.</summary>
    public static void Mark(string path)
    {
        try
        {
            var file = new FileInfo(path);
            var now = DateTime.UtcNow;
            if (file.Exists && (now - file.LastWriteTimeUtc).Duration() > Precision)
                file.LastWriteTimeUtc = now;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
