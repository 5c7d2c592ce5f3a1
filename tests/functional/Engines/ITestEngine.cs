namespace RustImage.FunctionalTests.Engines;

/// <summary>A real container engine with its own storage.</summary>
internal interface ITestEngine
{
    /// <summary>Loads an image archive.</summary>
    /// <returns>The names of the loaded image.</returns>
    IReadOnlyList<string> Load(string archive);

    /// <summary>Pulls from a registry on loopback.</summary>
    void Pull(string image);

    /// <param name="network">The network mode: <c>none</c> or <c>host</c>.</param>
    CommandResult Run(string image, IReadOnlyList<string> arguments, string network = "none");
}
