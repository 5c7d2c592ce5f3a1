namespace RustImage.FunctionalTests.Engines;

/// <summary>A real container engine with storage of its own.</summary>
internal interface IContainerEngine
{
    /// <summary>Loads an image archive.</summary>
    /// <returns>The names that the engine gave the image.</returns>
    IReadOnlyList<string> Load(string archive);

    /// <summary>Pulls from a registry of loopback.</summary>
    void Pull(string image);

    /// <param name="network">An engine's own word: <c>none</c> or <c>host</c>.</param>
    CommandResult Run(string image, IReadOnlyList<string> arguments, string network = "none");
}
