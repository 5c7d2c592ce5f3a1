using System.Text;
using RustImage.Formats.Tar;

namespace RustImage.Base.Content;

/// <summary>
/// Reads the tar of a layer with the tolerance of Go's archive/tar, which made most layers: the end may be unmarked, and names may be any
/// bytes.
/// </summary>
/// <remarks>Throws RIMG5108 for a damaged tar.</remarks>
/// <param name="layer">The layer's name for messages.</param>
internal sealed class LayerTarReader(Stream stream, string layer) : TarReader(stream)
{
    protected override bool ReadsPax => true;

    protected override bool EndsUnmarked => true;

    protected override string Decode(byte[] name) => Encoding.UTF8.GetString(name);

    protected override RustImageException Damaged(string what) => Messages.BadBaseLayer(layer, $"it {what}").ToException();

    protected override RustImageException BadName(string name, string why) =>
        Messages.BadBaseLayer(layer, $"a name in it is {why}").ToException();
}
