using System.Globalization;

namespace RustImage.Images;

/// <summary>Ports that the application listens on (image-spec, config.md, "ExposedPorts").</summary>
public static class Ports
{
    /// <param name="port">A number, or with its protocol behind it: <c>8080</c>, <c>53/udp</c>.</param>
    /// <param name="type">The protocol, or empty where the port has it, or for tcp.</param>
    /// <returns><c>8080/tcp</c></returns>
    /// <exception cref="RustImageException">RIMG5003: not a port. RIMG5017: two protocols.</exception>
    public static string Parse(string port, string type)
    {
        var (text, own) = port.Split('/') is [var before, var behind] ? (before, behind) : (port, null);
        var protocol = type.Length > 0 ? type : own ?? "tcp";
        if (!ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0
            || !IsProtocol(protocol) || own is not null && !IsProtocol(own))
            throw Messages.BadPort(port, type).ToException();
        if (own is not null && own != protocol)
            throw Messages.PortConflict(port, type).ToException();
        return $"{number}/{protocol}";
    }

    private static bool IsProtocol(string text) => text is "tcp" or "udp";
}
