using RustImage.Base;
using RustImage.Closure.Sources;

namespace RustImage.Tasks;

/// <summary>The base image that this build uses, read from the state of the step that pulled it.</summary>
internal static class UsedBase
{
    /// <param name="state">The path of the state; empty for an image without a base.</param>
    public static BaseImage? Read(string state) => state.Length == 0 ? null : StepState.Read(state, StepJson.Readable.BaseImage);

    /// <inheritdoc cref="Read"/>
    public static async Task<IBaseFiles?> OpenTreeAsync(string state, string cacheDirectory, CancellationToken cancellation) =>
        Read(state) is { } image ? await BaseTree.OpenAsync(image, cacheDirectory, cancellation).ConfigureAwait(false) : null;
}
