using System.Text;
using RustImage.Formats.Tar;

namespace RustImage.Base.Content;

/// <summary>Reads the tar of a layer, by the rules of the tools that write such: Go's archive/tar takes no end for one, and any bytes for a name.</summary>
/// <param name="layer">For messages.</param>
internal sealed class LayerTarReader(Stream stream, string layer) : TarReader(stream)
{
    protected override bool ReadsPax => true;

    protected override bool EndsUnmarked => true;

    protected override string Decode(byte[] name) => Encoding.UTF8.GetString(name);

    /// <remarks>RIMG5108.</remarks>
    protected override RustImageException Damaged(string what) => Messages.BadBaseLayer(layer, $"it {what}").ToException();

    protected override RustImageException BadName(string name, string why) => Messages.BadBaseLayer(layer, $"a name in it is {why}").ToException();
}
