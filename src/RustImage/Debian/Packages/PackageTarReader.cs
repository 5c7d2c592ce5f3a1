using System.Text;
using RustImage.Formats.Tar;

namespace RustImage.Debian.Packages;

/// <summary>Reads a member of a .deb. What dpkg refuses, as pax headers, is refused here, too.</summary>
/// <remarks>Damage is RIMG7003, too much data RIMG7005, a name that may not be RIMG7008.</remarks>
/// <param name="member">Its name for messages.</param>
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
            throw Messages.UnsafePath(deb, Encoding.Latin1.GetString(name), "no UTF-8").ToException(e);
        }
    }

    protected override RustImageException Damaged(string what) => Messages.DamagedPackage(deb, $"its member '{member}' {what}").ToException();

    protected override RustImageException BadName(string name, string why) => Messages.UnsafePath(deb, name, why).ToException();
}
