namespace RustImage.Tasks;

/// <summary>A task that uses the cache. While its build runs, CleanCache waits.</summary>
internal interface ICacheUser
{
    /// <summary>RustImageCacheDirectory.</summary>
    string CacheDirectory { get; }
}
