using RustImage.Base;
using RustImage.Closure.Sources;

namespace RustImage.Tasks;

/// <summary>The step that pulled the base; there is none where the project names none.</summary>
internal static class BaseStepFile
{
    /// <param name="path">Empty where there is no base.</param>
    public static BaseImage? Read(string path) => path.Length == 0 ? null : StepFile.Read(path, StepFile.Json.BaseImage);

    /// <inheritdoc cref="Read"/>
    public static async Task<IBaseFiles?> OpenTreeAsync(string path, string cacheDirectory, CancellationToken cancellation) =>
        Read(path) is { } image ? await BaseTree.OpenAsync(image, cacheDirectory, cancellation).ConfigureAwait(false) : null;
}
