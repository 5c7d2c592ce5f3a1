using Microsoft.Build.Framework;
using RustImage.Cache;

namespace RustImage.Tasks;

/// <summary>Holds the cache for the rest of the build: a later step reads what an earlier one has found there.</summary>
/// <remarks>MSBuild disposes an object that is registered for a build when the build ends, in each of its processes.</remarks>
internal static class CacheHold
{
    /// <returns>The lock for the caller to dispose, where MSBuild keeps no objects; else null.</returns>
    /// <inheritdoc cref="CacheLock.ShareAsync" path="/exception"/>
    public static async Task<IDisposable?> TakeAsync(IBuildEngine engine, string directory, CancellationToken cancellation)
    {
        if (engine is not IBuildEngine4 build)
            return await CacheLock.ShareAsync(directory, cancellation).ConfigureAwait(false);
        if (!IsHeld(build, directory))
        {
            var held = await CacheLock.ShareAsync(directory, cancellation).ConfigureAwait(false);
            build.RegisterTaskObject(KeyOf(directory), held, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        }
        return null;
    }

    /// <summary>Whether this build holds the cache, in this process.</summary>
    public static bool IsHeld(IBuildEngine engine, string directory) =>
        (engine as IBuildEngine4)?.GetRegisteredTaskObject(KeyOf(directory), RegisteredTaskObjectLifetime.Build) is not null;

    private static string KeyOf(string directory) => $"{nameof(RustImage)} {nameof(CacheHold)} {directory}";
}
