using System.Text;
using RustImage.Formats.Tar;

namespace RustImage.Debian.Packages;

/// <summary>
/// Reads the tar in a member of a .deb. A pax header is an entry of its own, which packages must not have: dpkg refuses it, too.
/// </summary>
/// <remarks>Throws RIMG7003 for a damaged archive, and RIMG7008 for a name that is too long or not UTF-8.</remarks>
/// <param name="deb">The package's name for messages.</param>
/// <param name="member">The member's name for messages.</param>
internal sealed class PackageTarReader(Stream stream, string deb, string member) : TarReader(stream)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    protected override string Decode(byte[] name)
    {
        try
        {
            return Utf8.GetString(name);
        }
        catch (DecoderFallbackException e)
        {
            throw Messages.UnsafePath(deb, Encoding.Latin1.GetString(name), "not UTF-8").ToException(e);
        }
    }

    protected override RustImageException Damaged(string what) =>
        Messages.DamagedPackage(deb, $"its member '{member}' {what}").ToException();

    protected override RustImageException BadName(string name, string why) => Messages.UnsafePath(deb, name, why).ToException();
}
