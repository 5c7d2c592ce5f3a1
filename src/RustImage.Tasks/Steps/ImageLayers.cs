using RustImage.Layers;

namespace RustImage.Tasks;

/// <summary>The layers that a build adds, and what they mean for the image's configuration.</summary>
/// <param name="Layers">Without the layers of the base image.</param>
/// <param name="HasCertificates">Whether a layer or the base image has the bundle of certificates.</param>
/// <param name="Accounts">The names that a container may run as.</param>
internal sealed record ImageLayers(IReadOnlyList<Layer> Layers, bool HasCertificates, Accounts Accounts);
